/// The verdicts of the messages seen last on one connection, by `instance`, so that each recipient of a
/// message gets the same one and the message one header field. Bounded; the oldest is forgotten.
public struct InstanceMemory: Sendable {
  /// The messages remembered. A Postfix process has one message at a time under way.
  public static let capacity = 16
  /// Longer instances are not remembered; those of Postfix have about 30 octets.
  static let maximumKeyLength = 255
  /// The verdicts remembered of one message, whose recipients may have different rules.
  static let maximumVerdicts = 8

  private struct Message: Sendable {
    let key: [UInt8]
    var verdicts: [PolicyVerdict]
    var hasHeader = false
  }

  private var messages: [Message] = []
  private var oldest = 0

  /// A memory of nothing.
  public init() {}

  /// The verdict for `instance` by these rules; nil if there is none, or no instance was given.
  func verdict(of instance: ArraySlice<UInt8>, _ rules: RuleSet) -> PolicyVerdict? {
    guard let index = index(of: instance) else { return nil }
    return messages[index].verdicts.first { $0.rules === rules }
  }

  /// Whether the message has got a header field.
  func hasHeader(_ instance: ArraySlice<UInt8>) -> Bool {
    index(of: instance).map { messages[$0].hasHeader } ?? false
  }

  mutating func rememberHeader(of instance: ArraySlice<UInt8>) {
    if let index = index(of: instance) { messages[index].hasHeader = true }
  }

  mutating func remember(_ verdict: PolicyVerdict, for instance: ArraySlice<UInt8>) {
    guard !instance.isEmpty, instance.count <= Self.maximumKeyLength else { return }
    if let index = index(of: instance) {
      if messages[index].verdicts.count == Self.maximumVerdicts { messages[index].verdicts.removeFirst() }
      messages[index].verdicts.append(verdict)
    } else if messages.count < Self.capacity {
      messages.append(Message(key: Array(instance), verdicts: [verdict]))
    } else {
      messages[oldest] = Message(key: Array(instance), verdicts: [verdict])
      oldest = (oldest + 1) % Self.capacity
    }
  }

  private func index(of instance: ArraySlice<UInt8>) -> Int? {
    guard !instance.isEmpty else { return nil }
    // By length and last octet first: those of one process begin alike.
    return messages.firstIndex {
      $0.key.count == instance.count && $0.key.last == instance.last && $0.key.elementsEqual(instance)
    }
  }
}
