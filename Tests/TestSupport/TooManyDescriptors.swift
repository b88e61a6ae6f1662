/// A process that has too many descriptors to start another one: some tests hold too much at once.
public struct TooManyDescriptors: Error, CustomStringConvertible {
  let count: Int
  let limit: Int

  /// How many there are, and what to do.
  public var description: String {
    "the tests have \(count) descriptors open, and \(limit) are the most with which a program may be started: "
      + "let tests with many cases that hold files or connections run one after the other (.serialized)"
  }
}
