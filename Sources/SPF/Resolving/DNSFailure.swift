/// Why DNS gave no answer. All of them are "DNS errors" of RFC 7208 section 5: not RCODE 0, not RCODE 3.
public enum DNSFailure: Sendable, Hashable {
  /// No server answered in time.
  case timeout
  /// RCODE 2.
  case serverFailure
  /// RCODE 5.
  case refused
  /// Another RCODE than 0, 2, 3 or 5.
  case responseCode(UInt8)
  /// The answer does not follow RFC 1035; the text says where.
  case malformed(String)
  /// A chain of CNAME records that does not end.
  case aliasLoop
  /// The answer was truncated and no complete one could be had over TCP.
  case truncated
  /// No server could be reached, or there is none; the text says what the system said.
  case unreachable(String)
  /// The question was not put to anybody; the text says why.
  case notAsked(String)
}

extension DNSFailure: CustomStringConvertible {
  /// A few words for a person: `timed out`, `SERVFAIL`, …
  public var description: String {
    switch self {
    case .timeout: "timed out"
    case .serverFailure: "SERVFAIL"
    case .refused: "REFUSED"
    case .responseCode(let code): "RCODE \(code)"
    case .malformed(let what): "malformed answer: \(what)"
    case .aliasLoop: "CNAME loop"
    case .truncated: "truncated answer"
    case .unreachable(let what): "no server reached: \(what)"
    case .notAsked(let why): "not asked: \(why)"
    }
  }
}
