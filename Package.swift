// swift-tools-version: 6.2
import PackageDescription

// One list of settings for every target; no unsafe flags in what a product holds, so that a tagged
// version can be depended upon.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

// Where nothing unsafe belongs, every `unsafe` must be written out and is thereby reviewed.
let pure = strict + [SwiftSetting.strictMemorySafety()]

// Code of tests runs once; to optimize it takes longer than to run it as it is. What is tested is
// compiled as it is installed.
let tests = strict + [SwiftSetting.unsafeFlags(["-Onone"])]

let package = Package(
  name: "forestcarbon",
  products: [
    .executable(name: "forestcarbon", targets: ["forestcarbon"]),
    .library(name: "ForestModel", targets: ["ForestModel"]),
    .library(name: "ForestGeo", targets: ["ForestGeo"]),
    .library(name: "CarbonStock", targets: ["CarbonStock"]),
    .library(name: "CarbonAccounting", targets: ["CarbonAccounting"]),
    .library(name: "CarbonDocuments", targets: ["CarbonDocuments"]),
    .library(name: "ForestWorkflow", targets: ["ForestWorkflow"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
    .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
  ],
  targets: [
    // Level 0: C libraries, each behind its own system target.
    .systemLibrary(name: "CGDAL", pkgConfig: "gdal", providers: [.apt(["libgdal-dev"])]),
    .systemLibrary(name: "CPROJ", pkgConfig: "proj", providers: [.apt(["libproj-dev"])]),

    // Level 1: the words and tables of the field.
    .target(name: "ForestModel", swiftSettings: pure),

    // Level 2: geodata in and out; the numeric core. They do not know each other.
    .target(
      name: "ForestGeo", dependencies: ["ForestModel", "CGDAL", "CPROJ"], swiftSettings: strict),
    .target(
      name: "CarbonStock", dependencies: ["ForestModel"], exclude: ["Resources"],
      swiftSettings: pure, plugins: ["EmbedTexts"]),

    // Level 3: from stock to estimated reductions under named standards.
    .target(
      name: "CarbonAccounting", dependencies: ["ForestModel", "CarbonStock"],
      exclude: ["Standards"], swiftSettings: pure, plugins: ["EmbedTexts"]),

    // Level 4: the documents.
    .target(
      name: "CarbonDocuments",
      dependencies: [
        "ForestModel", .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
        .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Resources", "Templates"], swiftSettings: strict, plugins: ["EmbedTexts"]),
    // Equations, standards, style sheets and templates are put into the code as texts.
    .executableTarget(
      name: "embed-texts", path: "Sources/EmbedTextsTool", swiftSettings: strict),
    .plugin(name: "EmbedTexts", capability: .buildTool(), dependencies: ["embed-texts"]),

    // Level 5: the straight line over a project.
    .target(
      name: "ForestWorkflow",
      dependencies: [
        "ForestModel", "ForestGeo", "CarbonStock", "CarbonAccounting", "CarbonDocuments",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),

    // Level 7: one thin command per verb, and the generator of the sample data with its pure part.
    .executableTarget(
      name: "forestcarbon",
      dependencies: [
        "ForestModel", "CarbonStock", "CarbonAccounting", "ForestWorkflow",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "SyntheticForest", dependencies: ["ForestModel", "CarbonStock"], swiftSettings: pure),
    .executableTarget(
      name: "sample-data",
      dependencies: ["ForestModel", "ForestGeo", "CarbonAccounting", "SyntheticForest"],
      path: "Sources/SampleDataGenerator", swiftSettings: strict),

    .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "ForestModelTests", dependencies: ["ForestModel", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "ForestGeoTests", dependencies: ["ForestGeo", "ForestModel", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "CarbonStockTests", dependencies: ["CarbonStock", "ForestModel", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "CarbonAccountingTests",
      dependencies: ["CarbonAccounting", "CarbonStock", "ForestModel", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "CarbonDocumentsTests",
      dependencies: ["CarbonDocuments", "ForestModel", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "ForestWorkflowTests", dependencies: ["ForestWorkflow", "ForestModel", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "SyntheticForestTests",
      dependencies: ["SyntheticForest", "CarbonStock", "ForestModel", "TestSupport"],
      swiftSettings: tests),
    .testTarget(
      name: "CommandTests",
      dependencies: ["ForestModel", "ForestGeo", "SyntheticForest", "TestSupport"],
      swiftSettings: tests),
  ],
  swiftLanguageModes: [.v6]
)
