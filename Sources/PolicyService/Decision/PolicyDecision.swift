/// The answer to one request.
public struct PolicyDecision: Sendable {
  /// What Postfix is to do.
  public let action: PolicyAction
  /// The header field, the text of the refusal, or the action to perform; empty for `dunno`. Printable ASCII on one line.
  public let text: [UInt8]
  /// What the verdict rests on.
  public let verdict: PolicyVerdict
  /// Whether the verdict was made for an earlier recipient of the message.
  public let isRepeated: Bool
  /// The answer that was not given, and why: a refusal, or a pass action when monitoring.
  public let withheld: Withheld?
  /// The header field that was not added because none is wanted.
  public let omittedHeader: [UInt8]?

  /// An answer that was not given.
  public struct Withheld: Sendable, Hashable {
    /// Why an answer is not given.
    public enum Reason: Sendable, Hashable {
      /// The service only watches.
      case monitoring
      /// A milter has the message held back instead.
      case quarantine
      /// There is an exemption for the domain and the client.
      case exemption(TemporaryExemption)
      /// The record was with this probability, in percent, not followed up.
      case grace(probability: Int)

      init(_ ground: Pardon.Ground) {
        switch ground {
        case .exemption(let exemption): self = .exemption(exemption)
        case .grace(let probability): self = .grace(probability: probability)
        }
      }
    }

    /// What Postfix would have been told to do.
    public let action: PolicyAction
    /// The text of it.
    public let text: [UInt8]
    /// Why it was not.
    public let reason: Reason
  }

  /// Whether the message is to be held back instead of refused.
  public var isQuarantined: Bool { withheld?.reason == .quarantine }

  /// Whether the message has its header field, or its log line in place of one, with this decision.
  var hasHeader: Bool { action == .prepend || omittedHeader != nil }

  /// Appends the answer as Postfix reads it: `action=…` and an empty line.
  public func appendReply(to out: inout [UInt8]) {
    out.append("action=")
    appendAction(to: &out)
    out.append("\n\n")
  }

  /// Appends the action and its text.
  func appendAction(to out: inout [UInt8]) { action.append(text, to: &out) }
}
