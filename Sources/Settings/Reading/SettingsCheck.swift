internal import PolicyService
internal import SPF

/// What is wrong with a configuration file, for people and as JSON.
public struct SettingsCheck: Sendable, Codable {
  /// The file.
  public let file: String
  /// Whether it can be understood wholly.
  public let isUsable: Bool
  /// Whether it has an address to listen on, without which `spf serve` starts only if an option gives one.
  public let listens: Bool
  /// What is wrong, in the order of the file as far as it has places.
  public let problems: [SettingsProblem]

  /// The check of a file alone.
  public init(_ file: SettingsReader.File, hostName: String) {
    self.file = Printable.text(file.name)
    do throws(SettingsError) {
      let loaded = try SettingsReader(hostName: hostName).settings(file)
      problems = loaded.warnings
      isUsable = true
      listens = loaded.settings.server.listenerCount > 0
    } catch {
      problems = error.problems.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
      isUsable = false
      listens = false
    }
  }

  enum CodingKeys: String, CodingKey {
    case file
    case isUsable = "usable"
    case listens
    case problems
  }

  /// One line for each problem, and what it comes to.
  public var text: String {
    var out = problems.map { "\($0)\n" }.joined()
    guard isUsable else { return out }
    out += "\(file): can be used"
    if !listens {
      out +=
        " by spf policy; spf serve needs an address to listen on: listen or milter.listen, or --listen or --milter"
    }
    return out + "\n"
  }
}
