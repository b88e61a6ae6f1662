/// Why a connection does not speak the Postfix policy protocol. The answer to all of them is a log line and
/// the end of the connection: the protocol has no reply for trouble.
public enum PolicyProtocolError: Error, Sendable, Hashable {
  /// A line without `=`; up to 32 octets of it.
  case malformedLine([UInt8])
  /// A value that is kept was longer than allowed.
  case valueTooLong(PolicyAttribute, limit: Int)
  /// A request was longer than allowed.
  case requestTooLong(limit: Int)
  /// A request had more lines than allowed.
  case tooManyAttributes(limit: Int)
  /// The request does not say `request=smtpd_access_policy`; up to 32 octets of what it says instead.
  case unknownRequest([UInt8]?)
  /// The connection ended in the middle of a request.
  case endInsideRequest
}

extension PolicyProtocolError: CustomStringConvertible {
  /// One sentence without a full stop, safe in a log.
  public var description: String {
    switch self {
    case .malformedLine(let line):
      "a line without \"=\": expected name=value, got \"\(SafeText.string(line[...]))\""
    case .valueTooLong(let attribute, let limit):
      "the value of \(attribute.name) is longer than \(limit) octets"
    case .requestTooLong(let limit):
      "a request longer than \(limit) octets: an empty line must end each request"
    case .tooManyAttributes(let limit):
      "a request of more than \(limit) lines: an empty line must end each request"
    case .unknownRequest(let value?):
      "expected request=smtpd_access_policy, got request=\(SafeText.string(value[...]))"
    case .unknownRequest(nil):
      "a request without request=smtpd_access_policy"
    case .endInsideRequest:
      "the connection ended in the middle of a request"
    }
  }
}
