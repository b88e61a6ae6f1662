internal import NIOConcurrencyHelpers

/// A value that is exchanged for another while it is used, for instance when a configuration is read again. Whoever asked
/// before keeps what it got.
final class InForce<Value: Sendable>: Sendable {
  /// Behind a reference, so that to ask costs no copy of the value.
  final class Generation: Sendable {
    let value: Value

    init(_ value: Value) {
      self.value = value
    }
  }

  private let box: NIOLockedValueBox<Generation>

  init(_ value: Value) {
    box = NIOLockedValueBox(Generation(value))
  }

  /// What is in force now.
  var current: Generation { box.withLockedValue { $0 } }

  /// Puts another value into force.
  func replace(with value: Value) {
    let generation = Generation(value)
    box.withLockedValue { $0 = generation }
  }
}
