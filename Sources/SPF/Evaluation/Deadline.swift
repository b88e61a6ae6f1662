/// The limit on elapsed time (RFC 7208 section 4.6.4).
package enum Deadline {
  /// The answer to `question`, or nil if `deadline` comes first.
  package static func answer<C: Clock<Duration>>(
    to question: DNSQuestion, from resolver: some Resolver, before deadline: C.Instant, of clock: C
  ) async -> DNSAnswer? {
    guard clock.now < deadline else { return nil }
    return await withTaskGroup(of: DNSAnswer?.self) { group in
      group.addTask { await resolver.answer(to: question) }
      group.addTask {
        try? await clock.sleep(until: deadline, tolerance: nil)
        return nil
      }
      let first = await group.next() ?? nil
      group.cancelAll()
      return first
    }
  }
}
