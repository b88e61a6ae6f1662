/// The answer to one request.
public struct PolicyDecision: Sendable {
  /// What Postfix is to do.
  public let action: PolicyAction
  /// The header field or the text of the refusal; empty for `dunno`. Printable ASCII on one line.
  public let text: [UInt8]
  /// What the verdict rests on.
  public let verdict: PolicyVerdict
  /// Whether the verdict was made for an earlier recipient of the message.
  public let isRepeated: Bool
  /// The refusal that was not given, because the service only monitors or the message is held back instead.
  public let withheld: Refusal?
  /// Whether the message is to be held back instead of refused.
  public let isQuarantined: Bool
  /// The header field that was not added because none is wanted.
  public let omittedHeader: [UInt8]?

  /// A refusal: its code and text.
  public struct Refusal: Sendable, Hashable {
    /// The code.
    public let code: PolicyAction.Code
    /// The text after it.
    public let text: [UInt8]
  }

  /// Appends the answer as Postfix reads it: `action=…` and an empty line.
  public func appendReply(to out: inout [UInt8]) {
    out.append("action=")
    appendAction(to: &out)
    out.append("\n\n")
  }

  /// Appends the action and its text.
  func appendAction(to out: inout [UInt8]) {
    switch action {
    case .dunno: out.append("dunno")
    case .prepend: out.append("prepend ")
    case .refuse(let code):
      out.append(code.words)
      out.append(UInt8(ascii: " "))
    }
    out.append(contentsOf: text)
  }
}
