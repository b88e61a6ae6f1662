import Testing

@testable import History

@Suite struct SightingTableTests {
  private func count(_ text: String, in table: inout SightingTable, hash: UInt32 = 7) -> Bool {
    unsafe Array(text.utf8).withUnsafeBytes {
      unsafe table.count($0, hash: hash, most: 100_000, mostOctets: 1 << 20)
    }
  }

  @Test func keysOfOneHashAreToldApart() {
    var table = SightingTable()
    for text in ["a", "b", "ab", "a", "", ""] { #expect(count(text, in: &table)) }
    let counts = table.places.filter { $0.count != 0 }.map {
      (String(decoding: table.key(of: $0), as: UTF8.self), Int($0.count))
    }
    #expect(Dictionary(uniqueKeysWithValues: counts) == ["a": 2, "b": 1, "ab": 1, "": 2])
    #expect(table.count == 4)
  }

  @Test func emptyOfAllButItsMemory() {
    var table = SightingTable()
    for number in 0..<5000 { #expect(count("\(number)", in: &table, hash: UInt32(number))) }
    let places = table.places.count
    table.removeAll()
    #expect(table.count == 0)
    #expect(table.size == 0)
    #expect(table.places.count == places)
    #expect(!table.places.contains { $0.count != 0 })
    #expect(count("1", in: &table))
  }

  @Test func memoryThatIsNotNeededIsGivenBack() {
    var table = SightingTable()
    for number in 0..<50_000 { #expect(count("\(number)", in: &table, hash: UInt32(number))) }
    table.removeAll()
    for _ in 0..<20 { table.removeAll() }
    #expect(table.places.count == SightingTable().places.count)
  }
}
