/// A configuration that was read.
public struct LoadedSettings: Sendable {
  /// The values.
  public var settings: ServiceSettings
  /// What was not understood, but does no harm.
  public var warnings: [SettingsProblem] = []
  /// What there is to know about a policyd-spf.conf.
  public internal(set) var notes: [PolicydNote] = []
  var sources: [String: SettingSource] = [:]

  init(_ settings: ServiceSettings) {
    self.settings = settings
  }

  /// Where the value of a key comes from.
  public func source(of key: String) -> SettingSource { sources[key] ?? .standard }

  /// The keys whose values differ from those of `other` and take effect only when a service starts.
  public func keysNeedingRestart(since other: LoadedSettings) -> [String] {
    Schema.settings.filter { $0.effect == .restart && $0.write(settings) != $0.write(other.settings) }.map(
      \.key)
  }
}
