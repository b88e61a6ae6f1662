internal import ArgumentParser
internal import SPF

/// The limits of RFC 7208 section 4.6.4: options of the commands that evaluate.
struct LimitOptions: ParsableArguments {
  @Option(
    name: .long, parsing: .unconditional,
    help: "Seconds for one evaluation; its result is temperror when they are over.")
  var timeLimit = 20

  @Option(name: .long, parsing: .unconditional, help: "Terms that cause DNS queries.")
  var lookupLimit = 10

  @Option(name: .long, parsing: .unconditional, help: "DNS queries without an answer record (void lookups).")
  var voidLimit = 2

  func validate() throws {
    guard (1...600).contains(timeLimit) else {
      throw ValidationError("--time-limit must be 1 to 600 seconds.")
    }
    guard (1...1000).contains(lookupLimit) else { throw ValidationError("--lookup-limit must be 1 to 1000.") }
    guard (0...1000).contains(voidLimit) else { throw ValidationError("--void-limit must be 0 to 1000.") }
  }

  var limits: Limits {
    var limits = Limits()
    limits.time = .seconds(timeLimit)
    limits.lookups = lookupLimit
    limits.voidLookups = voidLimit
    return limits
  }
}
