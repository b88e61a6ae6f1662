/// Arrays as text that PostgreSQL reads.
enum PostgreSQLArray {
  static func text(_ values: some Sequence<String>) -> String {
    var out = "{"
    for value in values {
      if out.utf8.count > 1 { out += "," }
      out += "\""
      for character in value.unicodeScalars {
        if character == "\"" || character == "\\" { out += "\\" }
        out.unicodeScalars.append(character)
      }
      out += "\""
    }
    return out + "}"
  }

  static func text(_ values: some Sequence<some FixedWidthInteger>) -> String {
    "{" + values.map { "\($0)" }.joined(separator: ",") + "}"
  }
}
