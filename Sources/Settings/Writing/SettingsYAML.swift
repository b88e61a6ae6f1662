/// Writes a configuration as YAML, each value with where it comes from.
public struct SettingsYAML: Sendable {
  private let loaded: LoadedSettings

  /// The text of `loaded`.
  public init(_ loaded: LoadedSettings) {
    self.loaded = loaded
  }

  /// All keys that have a value.
  public var full: String {
    var tree = YAMLTree()
    for setting in Schema.settings {
      let items = setting.write(loaded.settings)
      guard setting.isList || !items.isEmpty else { continue }
      tree.add(
        setting.key, setting.isList ? .list(items) : .scalar(items[0]),
        comment: "\(loaded.source(of: setting.key))")
    }
    return tree.text
  }
}
