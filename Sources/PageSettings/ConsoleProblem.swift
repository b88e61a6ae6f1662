/// Why pages cannot be served as the configuration has it.
public enum ConsoleProblem: Error, Sendable, Hashable {
  /// There is no address to listen on.
  case nowhere
}

extension ConsoleProblem: CustomStringConvertible {
  /// What is wrong, and what to do.
  public var description: String {
    switch self {
    case .nowhere:
      "there is no address to listen on; give why.listen in the configuration, or --why."
    }
  }
}
