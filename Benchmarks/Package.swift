// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "swift-spf", path: "..")],
  targets: [
    .executableTarget(
      name: "Evaluate",
      dependencies: [
        .product(name: "SPF", package: "swift-spf"), .product(name: "DNS", package: "swift-spf"),
      ]),
    .executableTarget(
      name: "ReadLog", dependencies: [.product(name: "MailLog", package: "swift-spf")]),
    .executableTarget(
      name: "WriteHistory",
      dependencies: [
        .product(name: "SPF", package: "swift-spf"), .product(name: "History", package: "swift-spf"),
      ]),
  ]
)
