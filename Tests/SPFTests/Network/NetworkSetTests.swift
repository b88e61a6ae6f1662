import SPF
import TestSupport
import Testing

@Suite struct NetworkSetTests {
  private func set(_ texts: String...) -> NetworkSet { NetworkSet(texts.compactMap { IPNetwork($0) }) }

  @Test func equalSetsAreEqualValues() {
    #expect(set("192.0.2.0/25", "192.0.2.128/25") == set("192.0.2.77/24"))
    #expect(set("2001:db8::/33", "2001:db8:8000::/33", "2001:db8::1") == set("2001:db8::/32"))
    #expect(set("192.0.2.0/25") != set("192.0.2.0/24"))
    #expect(set("0.0.0.0/0").union(set("::/0")) == .everything)
    #expect(set("0.0.0.0/1", "128.0.0.0/1", "::/1", "8000::/1") == .everything)
  }

  @Test func countsAreExact() {
    #expect(set("192.0.2.0/24", "192.0.2.9").ipv4Count == 256)
    #expect(set("0.0.0.0/0").ipv4Count == 1 << 32)
    #expect(set("2001:db8::/64").ipv6Count == 1 << 64)
    // Without the IPv4-mapped addresses, which no client has.
    #expect(NetworkSet.everything.ipv6Count == UInt128.max - (1 << 32) + 1)
    #expect(NetworkSet().ipv4Count == 0)
  }

  @Test func prefixesAreTheFewest() {
    #expect(NetworkSet.everything.prefixes.map(\.description) == ["0.0.0.0/0", "::/0"])
    #expect(
      set("192.0.2.0/24").subtracting(set("192.0.2.1")).prefixes.map(\.description)
        == [
          "192.0.2.0", "192.0.2.2/31", "192.0.2.4/30", "192.0.2.8/29", "192.0.2.16/28", "192.0.2.32/27",
          "192.0.2.64/26", "192.0.2.128/25",
        ])
    #expect(set("2001:db8::/33", "2001:db8:8000::/33").prefixes.map(\.description) == ["2001:db8::/32"])
    #expect(set("::ffff:0:0/90").contains(address("192.0.2.1")) == false)
  }

  @Test func theIPv4MappedBlockIsNobodys() {
    let network = IP6Network(high: 0, low: 0, prefixLength: 80).network
    #expect(network.map { NetworkSet($0).contains(address("::1")) } == true)
    #expect(network.map { NetworkSet($0).contains(address("192.0.2.1")) } == false)
  }

  /// Sets made by random operations hold exactly the addresses that the same operations on single addresses leave.
  @Test(arguments: 0..<40) func operationsAgreeWithSingleAddresses(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    func number() -> UInt32 { UInt32.random(in: 0..<128, using: &random) }
    var exact = NetworkSet()
    var model = Set<UInt32>()
    for _ in 0..<60 {
      let length = Int.random(in: 25...32, using: &random)
      let start = number()
      guard let network = IPNetwork(address: IPAddress(ipv4: start), prefixLength: length) else { continue }
      let members = Set((0..<256).map { UInt32($0) }.filter { network.contains(IPAddress(ipv4: $0)) })
      switch Int.random(in: 0..<5, using: &random) {
      case 0, 1:
        exact = exact.union(NetworkSet(network))
        model.formUnion(members)
      case 2:
        exact = exact.subtracting(NetworkSet(network))
        model.subtract(members)
      case 3:
        let taken = exact.take(network)
        #expect(taken.ipv4Count == UInt128(model.intersection(members).count))
        model.subtract(members)
      default:
        let other = NetworkSet(network).union(exact.intersection(NetworkSet(network)))
        #expect(other == NetworkSet(network))
        exact = NetworkSet.everything.subtracting(NetworkSet.everything.subtracting(exact))
      }
      #expect(exact.ipv4Count == UInt128(model.count))
      #expect((0..<256).allSatisfy { exact.contains(IPAddress(ipv4: $0)) == model.contains($0) })
      #expect(NetworkSet(exact.prefixes) == exact)
      #expect(NetworkSet(ranges: exact.ranges) == exact)
    }
  }
}

extension NetworkSetTests {
  @Test(arguments: 0..<40) func aPartitionTellsMembershipOfEverySet(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let sets = (0..<5).map { _ in
      NetworkSet(
        (0..<4).compactMap { _ in
          IPNetwork(
            address: IPAddress(ipv4: UInt32.random(in: 0..<64, using: &random)),
            prefixLength: Int.random(in: 27...32, using: &random))
        })
    }
    let parts = NetworkSet.partition(sets + [.everything])
    for value in 0..<UInt32(96) {
      let address = IPAddress(ipv4: value)
      let found = parts.filter { $0.addresses.contains(address) }
      #expect(found.count == 1)
      #expect(found.first?.members == sets.indices.filter { sets[$0].contains(address) } + [5])
    }
    #expect(parts.reduce(NetworkSet()) { $0.union($1.addresses) } == .everything)
    #expect(Set(parts.map(\.members)).count == parts.count)
  }
}
