/// Where and when a line was logged.
struct LineContext {
  var time: LogTime?
  /// The host among ``SurveyBuilder/hosts``, from 1; 0 if the line names none.
  var host: UInt32
  var pid: UInt32
  var position: Int

  /// The process among those of all hosts.
  var process: UInt64 { UInt64(host) << 32 | UInt64(pid) }
}
