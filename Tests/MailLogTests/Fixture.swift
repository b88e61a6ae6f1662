import Foundation
import MailLog
import SPF

/// Files beside the tests, and readers of logs that are written in them.
enum Fixture {
  /// 2026-11-24T12:00:00Z, the day on which all tests read their logs.
  static let now: Int64 = 1_795_521_600

  static func url(_ name: String) -> URL {
    Bundle.module.bundleURL.appendingPathComponent("Fixtures").appendingPathComponent(name)
  }

  /// The events of a log in the order of their lines, and its survey. The log is fed in pieces of `size`.
  static func read(_ log: [UInt8], size: Int = .max) -> (events: [SPFEvent], survey: LogSurvey) {
    var events: [SPFEvent] = []
    let reader = MailLogReader(options: MailLogOptions(now: now)) { events.append($0) }
    reader.begin(file: "mail.log")
    var rest = log[...]
    while !rest.isEmpty {
      reader.feed(Array(rest.prefix(size)))
      rest = rest.dropFirst(size)
    }
    reader.finish()
    return (events.sorted { $0.source.line < $1.source.line }, reader.survey)
  }

  static func read(_ log: String, size: Int = .max) -> (events: [SPFEvent], survey: LogSurvey) {
    read(Array(log.utf8), size: size)
  }

  /// The one event of a log that has one.
  static func event(_ log: String) -> SPFEvent? {
    let events = read(log).events
    return events.count == 1 ? events[0] : nil
  }
}
