internal import MailLog

extension LogTime {
  /// The first moment that may be meant, in seconds since 1970: without a zone, that of the zone which is furthest
  /// before universal time, 14 hours.
  var earliest: Int64 { hasZone ? seconds : seconds - 14 * 3_600 }
  /// The last one: the zone furthest behind is 12 hours from universal time.
  var latest: Int64 { hasZone ? seconds : seconds + 12 * 3_600 }

  /// Whether it is certain that this is no later than `other`. Times without a zone are taken to be of one zone.
  func isNoLater(than other: LogTime) -> Bool {
    hasZone == other.hasZone ? seconds <= other.seconds : latest <= other.earliest
  }
}
