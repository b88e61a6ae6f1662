public import SPF

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The policy service for spawn(8) of Postfix: requests on one descriptor, answers on another, until the
/// end of the requests.
public struct STDIOPolicyLoop<R: ImmediateResolver>: Sendable {
  private let engine: PolicyEngine<R>
  private let log: DecisionLog
  private let input: Int32
  private let output: Int32
  private let limits: PolicyRequestDecoder.Limits

  /// A service over standard input and output, or the descriptors given.
  public init(
    engine: PolicyEngine<R>, log: DecisionLog, input: Int32 = 0, output: Int32 = 1,
    limits: PolicyRequestDecoder.Limits = .init()
  ) {
    self.engine = engine
    self.log = log
    self.input = input
    self.output = output
    self.limits = limits
  }

  /// Answers until the input ends. Whether it ended well: false after a request that is none, and when
  /// the answers can no longer be written.
  public func run() async -> Bool {
    var decoder = PolicyRequestDecoder(limits: limits)
    var memory = InstanceMemory()
    var replies: [UInt8] = []
    do throws(PolicyProtocolError) {
      while let octets = readSome() {
        var rest = octets[...]
        while let request = try decoder.next(&rest) {
          let decision = await engine.decide(request, memory: &memory)
          decision.appendReply(to: &replies)
          log.record(decision, of: request)
        }
        guard writeAll(replies) else { return false }
        replies.removeAll(keepingCapacity: true)
      }
      try decoder.finish()
      return true
    } catch {
      // What was asked before the trouble is answered.
      _ = writeAll(replies)
      log.event(.error, "closing a connection: \(error)")
      return false
    }
  }

  private func readSome() -> [UInt8]? {
    while true {
      var count = 0
      let octets = unsafe [UInt8](unsafeUninitializedCapacity: 16 * 1024) { buffer, initialized in
        count = unsafe read(input, buffer.baseAddress, buffer.count)
        initialized = max(0, count)
      }
      if count < 0, errno == EINTR { continue }
      return count > 0 ? octets : nil
    }
  }

  private func writeAll(_ octets: [UInt8]) -> Bool {
    var rest = octets[...]
    while !rest.isEmpty {
      let written = unsafe rest.withUnsafeBytes { unsafe write(output, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      rest = rest.dropFirst(written)
    }
    return true
  }
}
