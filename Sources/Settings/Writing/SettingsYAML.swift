internal import PolicyService
internal import SPF

/// Writes a configuration as YAML, each value with where it comes from.
public struct SettingsYAML: Sendable {
  private let loaded: LoadedSettings

  /// The text of `loaded`.
  public init(_ loaded: LoadedSettings) {
    self.loaded = loaded
  }

  /// All keys that have a value, and the policies.
  public var full: String {
    var tree = YAMLTree()
    for setting in Schema.settings {
      let items = setting.write(loaded.settings)
      guard setting.isList || !items.isEmpty else { continue }
      tree.add(setting, items, comment: "\(loaded.source(of: setting.key))")
    }
    return tree.text + policies
  }

  private var policies: String {
    let list = loaded.settings.policy.policies
    guard !list.isEmpty else { return "" }
    return "policies:\n" + list.map { PolicyYAML.text($0, over: loaded.settings) }.joined()
  }
}
