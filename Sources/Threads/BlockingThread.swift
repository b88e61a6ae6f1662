/// Runs what blocks, one after another, on a thread of its own that no task needs.
///
/// The thread begins with the first use, and ends with this object, after all that it was given.
package final class BlockingThread: Sendable {
  private let work: ThreadWork

  /// A thread named `label`, of which a system shows 15 octets. One in the background gives way to all others of the process.
  package init(_ label: String, isBackground: Bool) {
    work = ThreadWork(label: label, isBackground: isBackground)
  }

  deinit { work.end() }

  /// What `body` gives, or its error.
  package func run<T: Sendable, E: Error>(_ body: @escaping @Sendable () throws(E) -> T) async throws(E) -> T
  {
    let result: Result<T, E> = await withCheckedContinuation { continuation in
      work.add {
        continuation.resume(returning: Result { () throws(E) in try body() })
      }
    }
    return try result.get()
  }
}
