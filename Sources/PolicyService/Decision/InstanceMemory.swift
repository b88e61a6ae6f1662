/// The verdicts of the messages seen last on one connection, by `instance`, so that each recipient of a
/// message gets the same one and the message one header field. Bounded; the oldest is forgotten.
public struct InstanceMemory: Sendable {
  /// The messages remembered. A Postfix process has one message at a time under way.
  public static let capacity = 16
  /// Longer instances are not remembered; those of Postfix have about 30 octets.
  static let maximumKeyLength = 255

  private var keys: [[UInt8]] = []
  private var verdicts: [PolicyVerdict] = []
  private var oldest = 0

  /// A memory of nothing.
  public init() {}

  /// The verdict for `instance`; nil if there is none, or no instance was given.
  func verdict(of instance: ArraySlice<UInt8>) -> PolicyVerdict? {
    guard !instance.isEmpty else { return nil }
    // By length and last octet first: those of one process begin alike.
    for index in keys.indices
    where keys[index].count == instance.count && keys[index].last == instance.last
      && keys[index].elementsEqual(instance)
    {
      return verdicts[index]
    }
    return nil
  }

  mutating func remember(_ verdict: PolicyVerdict, for instance: ArraySlice<UInt8>) {
    guard !instance.isEmpty, instance.count <= Self.maximumKeyLength else { return }
    if keys.count < Self.capacity {
      keys.append(Array(instance))
      verdicts.append(verdict)
    } else {
      keys[oldest] = Array(instance)
      verdicts[oldest] = verdict
      oldest = (oldest + 1) % Self.capacity
    }
  }
}
