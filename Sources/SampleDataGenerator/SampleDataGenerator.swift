import Glibc
import SyntheticForest

/// Writes the synthetic project folder SampleData/sonla. Every parcel, owner, plot and tree is
/// invented; the names of communes, the codes of the legal list and the wood densities are real.
/// The same seed gives the same bytes.
@main
enum SampleDataGenerator {
  static let defaultSeed: UInt64 = 20_250_701
  static let usage = """
    usage: sample-data FOLDER [SEED]            the clean project folder
           sample-data --faults FOLDER [SEED]   planted faults, five copies of the parcel layer and
                                                field formats, with lists of what is where
           sample-data --help
    The seed is a whole number; without one it is \(defaultSeed).
    """

  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    if arguments.contains("--help") || arguments.contains("-h") {
      print(usage)
      return
    }
    let wantsFaults = arguments.first == "--faults"
    if wantsFaults { arguments.removeFirst() }
    guard let folder = arguments.first, !folder.hasPrefix("-"), arguments.count <= 2 else {
      fail(usage, code: 2)
    }
    guard let seed = arguments.count > 1 ? UInt64(arguments[1]) : defaultSeed else {
      fail("the seed is not a number: \(arguments[1])", code: 2)
    }
    do {
      mkdir(folder, 0o755)
      let landscape = Landscape(seed: seed)
      let fieldwork = Fieldwork(landscape: landscape)
      if wantsFaults {
        try FaultFiles.write(landscape, fieldwork, to: folder)
        try CopyFiles.write(landscape, to: folder + "/copies")
        try FieldFormats.write(fieldwork, to: folder + "/formats")
      } else {
        try writeProject(landscape, fieldwork, to: folder)
      }
      print(
        "SYNTHETIC sample data in \(folder): \(landscape.parcels.count) parcels (seed \(seed))")
    } catch {
      fail("\(error)", code: 3)
    }
  }

  private static func writeProject(
    _ landscape: Landscape, _ fieldwork: Fieldwork, to folder: String
  ) throws {
    let inputs = folder + "/inputs"
    mkdir(inputs, 0o755)
    try ParcelFiles.write(landscape, to: inputs + "/parcels.gpkg")
    try ParcelFiles.writeCommunes(landscape, to: inputs + "/communes.gpkg")
    try ClassMapFile.write(landscape, to: inputs + "/classes.tif")
    try PlotFiles.write(fieldwork, to: inputs)
    try PlotFiles.writeTwoStage(fieldwork, to: inputs)
    try PlotFiles.writeRemeasurement(fieldwork, to: inputs)
    try PlotFiles.writeBambooAndDeadWood(fieldwork, to: inputs)
    try PlotFiles.writeWeighed(WeighedTrees(seed: landscape.seed), to: inputs)
    try ProjectFiles.write(to: folder)
    try SheetFiles.write(landscape, to: folder + "/sheets")
    try NarrativeFiles.write(to: folder + "/narrative")
    let areas = try TruthFile.ellipsoidalHa(landscape)
    let truth = Truth(fieldwork, ellipsoidalHa: areas)
    try SensorFiles.write(landscape, truth, to: inputs)
    let change = try SensorFiles.writeLandCover(landscape, to: inputs)
    try TruthFile.write(
      truth, fieldwork, ellipsoidalHa: areas, change: change, to: folder + "/truth.json")
  }

  private static func fail(_ message: String, code: Int32) -> Never {
    let bytes = Array((message + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(code)
  }
}
