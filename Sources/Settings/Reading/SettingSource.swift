/// Where the value of a key comes from.
public enum SettingSource: Sendable, Hashable {
  /// It was not given.
  case standard
  /// A line of a file.
  case file(String, line: Int)
  /// A variable of the environment.
  case environment(String)
  /// An option of the command line.
  case option(String)
}

extension SettingSource: CustomStringConvertible {
  /// The place, for people.
  public var description: String {
    switch self {
    case .standard: "default"
    case .file(let name, let line): "\(name):\(line)"
    case .environment(let name): name
    case .option(let name): "--\(name)"
    }
  }
}
