public import PolicyService

/// Reads the configuration again while the service runs. What cannot be used is logged, and the old one goes on.
public actor SettingsReloader {
  private let reader: SettingsReader
  private let log: DecisionLog
  private let read: @Sendable () throws -> SettingsReader.File
  private let use: @Sendable (ServiceSettings) async -> Void
  /// What the service started with: keys that need a restart are compared with it.
  private let atStart: LoadedSettings

  /// A reloader. `read` gives the content of the file, `use` puts a configuration into force.
  public init(
    reader: SettingsReader, loaded: LoadedSettings, log: DecisionLog,
    read: @escaping @Sendable () throws -> SettingsReader.File,
    use: @escaping @Sendable (ServiceSettings) async -> Void
  ) {
    self.reader = reader
    self.log = log
    self.read = read
    self.use = use
    atStart = loaded
  }

  /// Reads the file again and puts it into force, or says why not. Never throws: the service goes on.
  public func reload() async {
    let file: SettingsReader.File
    do {
      file = try read()
    } catch {
      log.event(.error, "reload: \(error); going on with the configuration as before")
      return
    }
    do throws(SettingsError) {
      let loaded = try reader.settings(file)
      // With such a file the service would not start: it was emptied, or is written just now.
      guard loaded.settings.server.listenerCount > 0 else {
        log.event(
          .error,
          "reload: \(file.name) names no address to listen on (listen, milter.listen); going on with the configuration as before"
        )
        return
      }
      for warning in loaded.warnings { log.event(.warning, warning.description) }
      let waiting = loaded.keysNeedingRestart(since: atStart)
      if !waiting.isEmpty {
        log.event(
          .warning,
          "reload: \(waiting.joined(separator: ", ")) changed; that takes effect when the service starts again"
        )
      }
      var settings = loaded.settings
      settings.policy.logging.form = atStart.settings.policy.logging.form
      log.use(settings.policy)
      await use(settings)
      log.event(.info, "reload: \(file.name) is in force")
    } catch {
      for problem in error.problems { log.event(.error, "reload: \(problem)") }
      log.event(.error, "reload: going on with the configuration as before")
    }
  }
}
