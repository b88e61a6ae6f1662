internal import ServiceLifecycle

/// Keeps the cases of a console up to date for as long as it is served.
struct CaseWatch: Service {
  let desk: ConsoleDesk

  func run() async throws {
    await cancelWhenGracefulShutdown { await desk.run() }
  }
}
