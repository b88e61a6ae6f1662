internal import Reporting

/// Times that a person gives.
public enum HistoryTime {
  /// The hour, counted since 1970, of a day or of a time as ``CivilTime`` reads it; nil if it is none.
  public static func hour(_ text: String) -> Int? {
    let time = CivilTime(text) ?? CivilTime("\(text) 00:00")
    return time.map { Int($0.seconds / 3600) }
  }
}
