internal import ArgumentParser

/// Where DNS answers come from: options of every command that asks.
struct ResolverOptions: ParsableArguments {
  @Option(
    name: .long,
    help:
      "Answer from this zone file (RFC 1035 master file, or YAML zone data) instead of the network; repeatable."
  )
  var zone: [String] = []

  @Option(
    name: .long,
    help: "Ask this name server, ADDRESS or ADDRESS:PORT, instead of those of the system; repeatable.")
  var resolver: [String] = []
}
