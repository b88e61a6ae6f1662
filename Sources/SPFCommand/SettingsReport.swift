internal import ArgumentParser
internal import Settings

/// Tells what is wrong with a configuration.
enum SettingsReport {
  /// Writes all problems to standard error and ends the command, if there are any; tells warnings.
  static func reading(
    _ body: () throws(SettingsError) -> LoadedSettings
  ) throws -> LoadedSettings {
    do throws(SettingsError) {
      let loaded = try body()
      for warning in loaded.warnings { CommandError.report(warning.description) }
      return loaded
    } catch {
      for problem in error.problems { CommandError.report(problem.description) }
      throw ExitCode(status(of: error))
    }
  }

  /// 65 if something in a file is wrong, 64 if it is all about options and variables.
  static func status(of error: SettingsError) -> Int32 {
    error.problems.contains { $0.file != nil } ? 65 : 64
  }
}
