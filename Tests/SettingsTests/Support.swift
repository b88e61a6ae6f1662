import Settings

/// Reads configurations that are texts.
enum Loading {
  static let file = "spf.yaml"

  /// The configuration of a text, with variables and options over it.
  static func load(
    _ yaml: String, environment: [String: String] = [:], options: [String: [String]] = [:]
  ) throws(SettingsError) -> LoadedSettings {
    try SettingsReader(hostName: "mx.example.org", environment: environment, options: options)
      .settings(SettingsReader.File(name: file, octets: Array(yaml.utf8)))
  }

  /// What is wrong with a text; empty if nothing is.
  static func problems(
    _ yaml: String, environment: [String: String] = [:], options: [String: [String]] = [:]
  ) -> [String] {
    do throws(SettingsError) {
      return try load(yaml, environment: environment, options: options).warnings.map(\.description)
    } catch {
      return error.problems.map(\.description)
    }
  }
}
