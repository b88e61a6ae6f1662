extension LineReader {
  mutating func readJSON(_ object: JSONObject, _ line: Octets, at number: Int) {
    // journalctl -o json
    if let message = object["MESSAGE"] {
      var prefix = LogPrefix(message: Octets(""))
      if let micro = object["__REALTIME_TIMESTAMP"] ?? object["_SOURCE_REALTIME_TIMESTAMP"],
        let value = Int64(String(decoding: micro, as: UTF8.self))
      {
        prefix.time = LogTime(seconds: value / 1_000_000, hasZone: true)
      }
      let program = object["SYSLOG_IDENTIFIER"] ?? object["_COMM"] ?? []
      let host = object["_HOSTNAME"] ?? []
      let process = object["SYSLOG_PID"] ?? object["_PID"] ?? []
      prefix.pid = UInt32(String(decoding: process, as: UTF8.self)) ?? 0
      let text = message.first == UInt8(ascii: "[") ? Self.octets(message) : message
      program.withOctets { program in
        host.withOctets { host in
          text.withOctets { text in
            prefix.program = program
            prefix.host = host.isEmpty ? nil : host
            prefix.message = text.trimmed
            readComplete(prefix, at: number)
          }
        }
      }
      return
    }
    // The json-file driver of container engines; the time of its own is finer than the line's.
    if let inner = object["log"], object["stream"] != nil || object["time"] != nil {
      let time = OwnDialect.time(object, &prefixes.times)
      inner.withOctets { inner in
        let text = inner.trimmed
        if text.first == UInt8(ascii: "{"), let nested = JSONObject(text), nested["log"] == nil {
          readJSON(nested, text, at: number)
          return
        }
        var prefix = prefixes.read(text)
        if prefix.time == nil || prefix.time?.hasZone == false, let time { prefix.time = time }
        readComplete(prefix, at: number)
      }
      return
    }
    let context = LineContext(
      time: OwnDialect.time(object, &prefixes.times), host: 0, pid: 0, position: number)
    if let time = context.time { joiner.survey.see(time) }
    if let reading = OwnDialect.read(object) {
      apply(reading, line, context)
    } else if line.contains("check.spf"), let reading = FilterDialects.readMaddy(line) {
      apply(reading, line, context)
    }
  }

  /// A line that came as a whole: nothing on the next one belongs to it.
  private mutating func readComplete(_ prefix: LogPrefix, at number: Int) {
    let held = mayHold
    mayHold = false
    read(prefix, prefix.message, at: number)
    mayHold = held
  }

  /// journald's form of words that are not UTF-8: an array of numbers.
  private static func octets(_ text: [UInt8]) -> [UInt8] {
    text.split { !Octets.isDigit($0) }.compactMap { UInt8(String(decoding: $0, as: UTF8.self)) }
  }
}
