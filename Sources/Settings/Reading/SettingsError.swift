/// Why a configuration cannot be used: all that is wrong with it.
public struct SettingsError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong; never empty.
  public let problems: [SettingsProblem]

  /// One line for each problem.
  public var description: String {
    problems.map(\.description).joined(separator: "\n")
  }
}
