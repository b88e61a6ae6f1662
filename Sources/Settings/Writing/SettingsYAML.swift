internal import PolicyService
internal import SPF

/// Writes a configuration as YAML, each key with what it does, and each value with where it comes from.
public struct SettingsYAML: Sendable {
  private let loaded: LoadedSettings

  /// The text of `loaded`.
  public init(_ loaded: LoadedSettings) {
    self.loaded = loaded
  }

  /// All keys, those that have no value as comments, and the policies.
  public var full: String {
    var tree = YAMLTree()
    for setting in Schema.settings {
      let items = setting.write(loaded.settings)
      tree.comment(setting.summary)
      if setting.isList || !items.isEmpty {
        tree.add(setting, items, comment: "\(loaded.source(of: setting.key))")
      } else {
        tree.addUnset(setting)
      }
    }
    return tree.text + policies
  }

  private var policies: String {
    let list = loaded.settings.policy.policies
    guard !list.isEmpty else { return "" }
    return "policies:\n" + list.map { PolicyYAML.text($0, over: loaded.settings) }.joined()
  }
}
