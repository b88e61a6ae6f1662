/// Metrics in Prometheus' text format 0.0.4.
public enum MetricText {
  /// The media type of ``text(_:)``.
  public static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// All metrics, each with its help and type. A metric without samples is left out.
  public static func text(_ families: [MetricFamily]) -> String {
    var out = ""
    for family in families where !family.samples.isEmpty {
      out += "# HELP \(family.name) \(escaped(family.help, isHelp: true))\n"
      out += "# TYPE \(family.name) \(family.kind.rawValue)\n"
      for sample in family.samples {
        let labels = sample.labels.map { "\($0.name)=\"\(escaped($0.value, isHelp: false))\"" }
        out += family.name + sample.suffix
        if !labels.isEmpty { out += "{\(labels.joined(separator: ","))}" }
        out += " \(sample.value)\n"
      }
    }
    return out
  }

  /// In the value of a label a backslash, a quotation mark and a line feed are escaped; in help no quotation mark is.
  private static func escaped(_ text: String, isHelp: Bool) -> String {
    var out = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": out += "\\\\"
      case "\"" where !isHelp: out += "\\\""
      case "\n": out += "\\n"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}
