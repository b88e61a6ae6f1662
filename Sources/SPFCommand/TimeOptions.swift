internal import ArgumentParser

/// How long DNS is asked: an option of the commands that put many questions.
struct TimeOptions: ParsableArguments {
  @Option(name: .long, parsing: .unconditional, help: "Seconds for all questions to DNS together.")
  var dnsTime = 60

  func validate() throws {
    guard (1...3600).contains(dnsTime) else { throw ValidationError("--dns-time must be 1 to 3600 seconds.") }
  }
}
