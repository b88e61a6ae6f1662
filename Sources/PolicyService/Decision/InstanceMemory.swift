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
    var verdict: PolicyVerdict
    /// Those by other rules.
    var others: [PolicyVerdict] = []
    var hasHeader = false
  }

  /// Where a message is remembered, until another one is.
  struct Place: Sendable {
    fileprivate let index: Int
  }

  private var messages: [Message] = []
  /// What tells most keys apart, side by side: a search need not look at the messages themselves.
  private var marks: [UInt64] = []
  private var oldest = 0

  /// A memory of nothing.
  public init() {}

  /// Where the message of `instance` is remembered; nil if it is not, or no instance was given.
  func place(of instance: ArraySlice<UInt8>) -> Place? {
    guard !instance.isEmpty else { return nil }
    let mark = Self.mark(of: instance)
    for index in marks.indices where marks[index] == mark && messages[index].key[...] == instance {
      return Place(index: index)
    }
    return nil
  }

  /// The verdict on a message by these rules; nil if there is none.
  func verdict(at place: Place?, _ rules: RuleSet) -> PolicyVerdict? {
    guard let place else { return nil }
    if messages[place.index].verdict.rules === rules { return messages[place.index].verdict }
    return messages[place.index].others.first { $0.rules === rules }
  }

  /// Whether the message has got a header field.
  func hasHeader(at place: Place?) -> Bool { place.map { messages[$0.index].hasHeader } ?? false }

  mutating func rememberHeader(at place: Place?) {
    if let place { messages[place.index].hasHeader = true }
  }

  /// Remembers a verdict, and tells where; nil if it cannot be.
  mutating func remember(_ verdict: PolicyVerdict, for instance: ArraySlice<UInt8>) -> Place? {
    guard !instance.isEmpty, instance.count <= Self.maximumKeyLength else { return nil }
    if let place = place(of: instance) {
      if messages[place.index].others.count == Self.maximumVerdicts - 1 {
        messages[place.index].others.removeFirst()
      }
      messages[place.index].others.append(verdict)
      return place
    }
    let message = Message(key: Array(instance), verdict: verdict)
    let mark = Self.mark(of: instance)
    guard messages.count == Self.capacity else {
      messages.append(message)
      marks.append(mark)
      return Place(index: messages.count - 1)
    }
    defer { oldest = (oldest + 1) % Self.capacity }
    messages[oldest] = message
    marks[oldest] = mark
    return Place(index: oldest)
  }

  /// The last octets and the length: the instances of one process begin alike.
  private static func mark(of instance: ArraySlice<UInt8>) -> UInt64 {
    instance.suffix(7).reduce(UInt64(instance.count)) { $0 << 8 | UInt64($1) }
  }
}
