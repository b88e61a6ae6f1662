/// Something wrong with a configuration: where, what was expected, what to do.
public struct SettingsProblem: Error, Sendable, Hashable, Codable {
  /// The file; nil for the environment and the command line.
  public var file: String?
  /// The line, from 1.
  public var line: Int?
  /// The column, from 1.
  public var column: Int?
  /// The key, the variable or the option that it is about.
  public var key: String?
  /// What is wrong, and what was expected.
  public var message: String
  /// What to do.
  public var remedy: String
  /// Whether a service can start all the same.
  public var isWarning = false

  enum CodingKeys: String, CodingKey {
    case file, line, column, key, message, remedy
    case isWarning = "warning"
  }
}

extension SettingsProblem: CustomStringConvertible {
  /// `file:line:column: key: message. remedy`
  public var description: String {
    var place = file ?? ""
    if let line { place += ":\(line)" }
    if let column { place += ":\(column)" }
    return [place, isWarning ? "warning" : "", key ?? "", "\(message). \(remedy)"]
      .filter { !$0.isEmpty }.joined(separator: ": ")
  }
}
