public import Diagnosis
public import History
internal import PageSettings
internal import PolicyService
public import Settings

extension ConsoleSources {
  /// What the service with these settings records and keeps. `receiver` is our own side; `now` gives milliseconds since
  /// 1970. Nothing is opened before it is asked.
  public init(
    _ settings: ServiceSettings, receiver: Receiver, now: @escaping @Sendable () -> Int64
  ) throws(HistoryError) {
    self.init()
    history = try settings.historyToRead(now: now)
    backgroundHistory = try settings.historyToRead(now: now)
    widths = settings.history.widths
    exemptions = settings.exemptionFile.map { ExemptionStore(path: $0) }
    self.receiver = receiver
    noticeSender = settings.console.site.noticeSender
    lookups = settings.console.site.lookups
    proxyNetworks = settings.console.site.proxyNetworks
    status = settings.server.statusAddress
  }
}
