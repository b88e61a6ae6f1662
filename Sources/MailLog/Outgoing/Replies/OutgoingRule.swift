/// A way in which receivers say that SPF is why they refuse a message.
public struct OutgoingRule: Sendable {
  /// The stable id, such as `google-hard-fail`.
  public let id: String
  /// What is blamed where this rule recognises the words, unless they tell of trouble with DNS alone
  /// (``OutgoingRejection/Kind/dns``); nil where the words tell.
  public let kind: OutgoingRejection.Kind?
  /// Who says so, or what the feature is; a phrase without a full stop.
  public let summary: String
  /// Words that it recognises, with example names.
  public let example: String
  /// Gives what is blamed; nil if the words are not this rule's.
  let recognise: @Sendable (ReceiverReply) -> OutgoingRejection.Kind?

  init(
    _ id: String, _ kind: OutgoingRejection.Kind, _ summary: String, example: String,
    _ isTold: @escaping @Sendable (ReceiverReply) -> Bool
  ) {
    self.id = id
    self.kind = kind
    self.summary = summary
    self.example = example
    recognise = { isTold($0) ? kind : nil }
  }

  init(
    _ id: String, _ summary: String, example: String,
    recognise: @escaping @Sendable (ReceiverReply) -> OutgoingRejection.Kind?
  ) {
    self.id = id
    kind = nil
    self.summary = summary
    self.example = example
    self.recognise = recognise
  }

  /// The rule that recognises a reply, and what is blamed; nil for all that is no rejection because of SPF.
  static func first(of reply: ReceiverReply) -> (rule: OutgoingRule, kind: OutgoingRejection.Kind)? {
    for rule in all {
      guard let kind = rule.recognise(reply) else { continue }
      return (rule, LookupTrouble(reply, kind).isTold ? .dns : kind)
    }
    return nil
  }
}
