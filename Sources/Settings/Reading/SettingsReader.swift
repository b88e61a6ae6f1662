internal import PageSettings
internal import PolicyService
internal import Reporting
internal import SPF
internal import Yams

/// Reads the configuration of a service: the defaults, over them a file, the environment, and the command line.
public struct SettingsReader: Sendable {
  /// What a file said.
  public struct File: Sendable {
    /// Its name, for problems.
    public let name: String
    /// Its content.
    public let octets: [UInt8]

    /// A file.
    public init(name: String, octets: [UInt8]) {
      self.name = name
      self.octets = octets
    }
  }

  private let hostName: String
  private let environment: [String: String]
  private let options: [String: [String]]

  /// A reader. `options` are those of the command line that were given, by their names without hyphens.
  public init(hostName: String, environment: [String: String] = [:], options: [String: [String]] = [:]) {
    self.hostName = hostName
    self.environment = environment
    self.options = options
  }

  /// The configuration of a service whose file is `file`. Throws all problems at once.
  public func settings(_ file: File?) throws(SettingsError) -> LoadedSettings {
    var loaded = LoadedSettings(ServiceSettings(hostName: hostName))
    var problems: [SettingsProblem] = []
    var given: [GivenSetting] = []
    var policies: (node: Node, text: SettingsText)?
    if let file {
      let text = SettingsText(file: file.name)
      do throws(SettingsProblem) {
        let mapping = try text.document(file.octets)
        var nodes = SettingsNodes(text: text, settings: Schema.settings)
        nodes.take(mapping, others: ["policies"])
        policies = mapping["policies"].map { ($0, text) }
        problems += nodes.problems
        given += nodes.given
      } catch {
        throw SettingsError(problems: [error])
      }
    }
    given += fromEnvironment(&loaded.warnings) + fromOptions()
    apply(given, to: &loaded, &problems)
    if let policies {
      var nodes = PolicyNodes(text: policies.text)
      loaded.settings.policy.policies = nodes.policies(policies.node, over: loaded.settings)
      problems += nodes.problems
    }
    problems += contradictions(loaded)
    guard problems.isEmpty else { throw SettingsError(problems: problems) }
    return loaded
  }

  /// The configuration of a service with a policyd-spf.conf. Throws what is wrong with the environment and the options:
  /// the file cannot be wrong.
  public func settings(_ policyd: PolicydImport) throws(SettingsError) -> LoadedSettings {
    var loaded = LoadedSettings(ServiceSettings(hostName: hostName))
    var problems: [SettingsProblem] = []
    apply(policyd.given + fromEnvironment(&loaded.warnings) + fromOptions(), to: &loaded, &problems)
    guard problems.isEmpty else { throw SettingsError(problems: problems) }
    loaded.settings.policy.policies = policyd.policies(over: loaded.settings)
    loaded.notes = policyd.notes
    return loaded
  }

  private func apply(
    _ given: [GivenSetting], to loaded: inout LoadedSettings, _ problems: inout [SettingsProblem]
  ) {
    for one in given {
      do throws(SettingsProblem) {
        try one.apply(to: &loaded.settings)
        loaded.sources[one.setting.key] = one.source
      } catch {
        problems.append(error)
      }
    }
  }

  private func contradictions(_ loaded: LoadedSettings) -> [SettingsProblem] {
    var problems: [SettingsProblem] = []
    if loaded.settings.group != nil, loaded.settings.user == nil {
      problems.append(
        SettingsProblem(
          key: "server.group", message: "a group without a user (\(loaded.source(of: "server.group")))",
          remedy: "Give server.user, too: a service gives up its user with its group."))
    }
    if let problem = loaded.settings.console.site.problem {
      let source = loaded.source(of: problem.key)
      problems.append(
        SettingsProblem(
          key: problem.key,
          message: problem.message + (source == .standard ? "" : " (\(source))"), remedy: problem.remedy))
    }
    return problems
  }

  private func fromEnvironment(_ warnings: inout [SettingsProblem]) -> [GivenSetting] {
    var given: [GivenSetting] = []
    for (name, value) in environment.sorted(by: { $0.key < $1.key }) where name.hasPrefix("SPF_") {
      guard let setting = Schema.settings.first(where: { $0.variable == name }) else {
        let near = NearestWord.of(name, among: Schema.settings.map(\.variable))
        warnings.append(
          SettingsProblem(
            key: Printable.text(name),
            message: "this variable of the environment is no setting and is not used",
            remedy: near.map { "Did you mean \($0)?" } ?? "Unset it, or see Documentation/configuration.md.",
            isWarning: true))
        continue
      }
      let items =
        setting.isList ? value.split { ", \t\n".contains($0) }.map(String.init) : [value]
      given.append(
        GivenSetting(setting: setting, source: .environment(name), items: items.map { .init(text: $0) }))
    }
    return given
  }

  private func fromOptions() -> [GivenSetting] {
    Schema.settings.compactMap { setting in
      guard let option = setting.option, let values = options[option] else { return nil }
      return GivenSetting(
        setting: setting, source: .option(option), items: values.map { .init(text: $0) })
    }
  }
}
