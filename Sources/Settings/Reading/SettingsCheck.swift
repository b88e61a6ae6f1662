internal import SPF

/// What is wrong with a configuration file, for people and as JSON.
public struct SettingsCheck: Sendable, Codable {
  /// The file.
  public let file: String
  /// Whether a service can start with it.
  public let isUsable: Bool
  /// What is wrong, in the order of the file as far as it has places.
  public let problems: [SettingsProblem]

  /// The check of a file alone.
  public init(_ file: SettingsReader.File, hostName: String) {
    self.file = Printable.text(file.name)
    do throws(SettingsError) {
      problems = try SettingsReader(hostName: hostName).settings(file).warnings
      isUsable = true
    } catch {
      problems = error.problems.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
      isUsable = false
    }
  }

  enum CodingKeys: String, CodingKey {
    case file
    case isUsable = "usable"
    case problems
  }

  /// One line for each problem, and what it comes to.
  public var text: String {
    var out = problems.map { "\($0)\n" }.joined()
    if isUsable { out += "\(file): can be used\n" }
    return out
  }
}
