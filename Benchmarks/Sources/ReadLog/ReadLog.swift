import Glibc
import MailLog

/// Reads a mail log and prints the octets, the lines, the events, and the nanoseconds that it took.
///
/// usage: ReadLog FILE
@main
struct ReadLog {
  static func main() {
    let start = now()
    var events = 0
    let reader = MailLogReader(options: MailLogOptions(now: Int64(time(nil)))) { _ in events += 1 }
    for problem in LogInput(Array(CommandLine.arguments.dropFirst())).read(into: reader) { print(problem) }
    let survey = reader.survey
    print(survey.octets, survey.lines, events, now() - start)
  }

  static func now() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }
}
