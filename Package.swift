// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "swift-spf",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "SPF", targets: ["SPF"]),
    .library(name: "DNS", targets: ["DNS"]),
    .library(name: "MailLog", targets: ["MailLog"]),
    .library(name: "PolicyService", targets: ["PolicyService"]),
    .library(name: "History", targets: ["History"]),
    .executable(name: "spf", targets: ["SPFCommand"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.34.1"),
    .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1", traits: []),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // RFC 7208. No I/O, no Foundation, no dependency.
    .target(name: "SPF"),

    // Numbers about a running service, in Prometheus' text form.
    .target(name: "Metrics"),

    // Threads for what blocks.
    .target(name: "Threads"),

    .systemLibrary(
      name: "CAres", pkgConfig: "libcares",
      providers: [.apt(["libc-ares-dev"]), .brew(["c-ares"])]),
    .target(name: "DNS", dependencies: ["SPF", "Metrics", "CAres", "Threads"]),

    // The public suffix list: where an organisation's names begin.
    .systemLibrary(
      name: "CPSL", pkgConfig: "libpsl", providers: [.apt(["libpsl-dev"]), .brew(["libpsl"])]),
    .target(name: "PublicSuffix", dependencies: ["SPF", "CPSL"]),

    // A name server for tests and demonstrations, on the loopback interface only.
    .target(
      name: "NameServer",
      dependencies: [
        "SPF", "DNS",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),

    // Test suites and zone data in the YAML form of the OpenSPF project.
    .target(
      name: "OpenSPF",
      dependencies: ["SPF", "DNS", .product(name: "Yams", package: "Yams")]),

    // Mail logs in, SPF events out.
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .target(name: "MailLog", dependencies: ["SPF", "CZlib"]),

    // What a person or a program reads about an outcome.
    .target(name: "Reporting", dependencies: ["SPF"]),

    // What is wrong with a record, a domain or a zone file, by rules.
    .target(name: "Linting", dependencies: ["SPF", "DNS", "PublicSuffix", "Publishing", "Reporting"]),

    // Events and DNS in, cases with verdicts, evidence and remedies out.
    .target(
      name: "Diagnosis", dependencies: ["SPF", "DNS", "MailLog", "PublicSuffix", "Reporting"]),

    // The sender's side: what a record means, how two differ, and how to change one without losing mail.
    .target(name: "Publishing", dependencies: ["SPF", "DNS", "Reporting"]),

    // What was seen of whom, and the records as they were: in SQLite or PostgreSQL.
    .systemLibrary(
      name: "CPQ", pkgConfig: "libpq", providers: [.apt(["libpq-dev"]), .brew(["libpq"])]),
    .target(
      name: "History",
      dependencies: ["SPF", "Reporting", "CPQ", "Threads", .product(name: "GRDB", package: "GRDB.swift")]),

    // Whether what really sends mail is authorised: an inventory, Postfix, our own log.
    .target(
      name: "Auditing",
      dependencies: [
        "SPF", "DNS", "MailLog", "Metrics", "Publishing", "Reporting",
        .product(name: "Yams", package: "Yams"),
      ]),

    .target(
      name: "PolicyService",
      dependencies: [
        "SPF", "DNS", "Metrics",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),

    // What joins those that decide and those that diagnose with what is remembered.
    .target(name: "HistoryLinks", dependencies: ["SPF", "Diagnosis", "History", "Metrics", "PolicyService"]),

    // Where pages are served and what they allow; apart from Console so that a configuration brings no HTTP.
    .target(name: "PageSettings", dependencies: ["SPF"]),

    // Pages for people whose mail was refused.
    .target(
      name: "Console",
      dependencies: [
        "PageSettings", "SPF", "DNS", "Diagnosis", "History", "HistoryLinks", "Linting", "MailLog",
        "PolicyService", "Publishing", "Reporting", "Settings", "Threads",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        // It brings a module called Metrics, as we have one.
        .product(
          name: "Hummingbird", package: "hummingbird", moduleAliases: ["Metrics": "SwiftMetrics"]),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),

    // What a policy service is told: one table of keys; files, the environment and the command line.
    .target(
      name: "Settings",
      dependencies: [
        "SPF", "DNS", "PageSettings", "History", "PolicyService", "Reporting",
        .product(name: "Yams", package: "Yams"),
      ]),

    // Which refusals were forgeries, and which a record that was not followed up: what a service asks of a diagnosis.
    .target(name: "GraceJudging", dependencies: ["SPF", "Diagnosis", "MailLog", "PolicyService"]),

    // The story that `spf demo` tells.
    .target(
      name: "Demonstration",
      dependencies: [
        "SPF", "DNS", "Auditing", "Diagnosis", "History", "HistoryLinks", "MailLog", "NameServer",
        "PolicyService", "Publishing", "Reporting",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),

    // The product is `spf`; the folder is not, because `SPF` and `spf` are one name on a
    // case-insensitive file system.
    .executableTarget(
      name: "SPFCommand",
      dependencies: [
        "SPF", "DNS", "OpenSPF", "MailLog", "Reporting", "Linting", "Diagnosis", "Publishing",
        "Auditing", "Metrics", "PolicyService", "Settings", "GraceJudging", "Demonstration", "History",
        "Console", "PageSettings", "HistoryLinks", "Threads",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestSupport", dependencies: ["SPF"], path: "Tests/TestSupport"),
    .testTarget(name: "MetricsTests", dependencies: ["Metrics"]),
    .testTarget(name: "SPFTests", dependencies: ["SPF", "TestSupport"]),
    .testTarget(
      name: "DNSTests",
      dependencies: [
        "DNS", "Metrics", "NameServer", "SPF", "TestSupport",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(
      name: "OpenSPFTests", dependencies: ["OpenSPF", "DNS", "SPF"], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "MailLogTests", dependencies: ["MailLog", "SPF", "TestSupport"], resources: [.copy("Fixtures")]),
    .testTarget(name: "PublicSuffixTests", dependencies: ["PublicSuffix", "SPF", "TestSupport"]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "SPF", "TestSupport"]),
    .testTarget(
      name: "LintingTests",
      dependencies: ["Linting", "Reporting", "DNS", "NameServer", "SPF", "TestSupport"],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "DiagnosisTests",
      dependencies: [
        "Diagnosis", "Reporting", "MailLog", "OpenSPF", "DNS", "SPF", "TestSupport",
        .product(name: "Yams", package: "Yams"),
      ], resources: [.copy("Fixtures")]),
    .testTarget(
      name: "PublishingTests", dependencies: ["Publishing", "Reporting", "DNS", "SPF", "TestSupport"]),
    .testTarget(
      name: "AuditingTests",
      dependencies: ["Auditing", "Publishing", "Reporting", "MailLog", "DNS", "SPF", "TestSupport"]),
    .testTarget(
      name: "HistoryTests",
      dependencies: [
        "History", "Reporting", "SPF", "TestSupport", "Threads",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .testTarget(
      name: "HistoryLinksTests",
      dependencies: [
        "HistoryLinks", "Diagnosis", "History", "Metrics", "PolicyService", "DNS", "SPF", "TestSupport",
      ]),
    .testTarget(
      name: "PolicyServiceTests",
      dependencies: [
        "PolicyService", "Settings", "DNS", "Metrics", "SPF", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.copy("Fixtures")]),
    .testTarget(
      name: "GraceJudgingTests",
      dependencies: ["GraceJudging", "Diagnosis", "PolicyService", "OpenSPF", "DNS", "SPF"]),
    .testTarget(
      name: "ConsoleTests",
      dependencies: [
        "Console", "PageSettings", "Diagnosis", "DNS", "History", "Linting", "OpenSPF", "PolicyService",
        "SPF", "Settings", "TestSupport",
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(
          name: "Hummingbird", package: "hummingbird", moduleAliases: ["Metrics": "SwiftMetrics"]),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ]),
    .testTarget(
      name: "SettingsTests",
      dependencies: ["Settings", "PageSettings", "History", "PolicyService", "DNS", "SPF"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "SPFCommand", "Publishing", "History", "DNS", "SPF", "TestSupport",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      resources: [.copy("Fixtures")]),
  ],
  swiftLanguageModes: [.v6]
)

// One strictness for every target of ours.
for target in package.targets where target.type != .system {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
    .strictMemorySafety(),
  ]
}
