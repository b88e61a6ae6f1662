internal import CPQ

/// Reads what libpq connects to.
enum PostgreSQLTarget {
  /// The place that a URI names, without a password; nil if libpq cannot read it.
  static func location(of target: String) -> String? {
    guard let options = unsafe PQconninfoParse(target, nil) else { return nil }
    defer { unsafe PQconninfoFree(options) }
    var values: [String: String] = [:]
    var option = unsafe options
    while let keyword = unsafe option.pointee.keyword {
      if let value = unsafe option.pointee.val {
        unsafe values[String(cString: keyword)] = unsafe String(cString: value)
      }
      unsafe option += 1
    }
    var text = "postgresql://"
    if let user = values["user"] { text += "\(user)@" }
    text += values["host"] ?? values["hostaddr"] ?? ""
    if let port = values["port"] { text += ":\(port)" }
    return HistoryText.shown("\(text)/\(values["dbname"] ?? "")")
  }
}
