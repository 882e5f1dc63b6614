import ForestGeo
import ForestModel
import Glibc

/// Writes the synthetic project folder SampleData/sonla. Every parcel, owner, plot and tree is
/// invented; the names of communes, the codes of the legal list and the wood densities are real.
/// The same seed gives the same bytes.
///
/// Usage: `swift run sample-data FOLDER [SEED]`
@main
enum SampleDataGenerator {
  static let defaultSeed: UInt64 = 20_250_701

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()  // a slice: indices begin at 1
    guard let folder = arguments.first else {
      fail("usage: sample-data FOLDER [SEED]", code: 2)
    }
    guard let seed = arguments.count > 1 ? UInt64(arguments[2]) : defaultSeed else {
      fail("the seed is not a number: \(arguments[2])", code: 2)
    }
    do {
      let landscape = Landscape(seed: seed)
      let fieldwork = Fieldwork(seed: seed, landscape: landscape)
      let reference = try CoordinateReference("EPSG:9206")
      let inputs = folder + "/inputs"
      for path in [
        folder, inputs, folder + "/narrative", folder + "/narrative/en", folder + "/narrative/vi",
      ] {
        mkdir(path, 0o755)
      }
      try ParcelLayer.write(
        landscape, seed: seed, reference: reference, to: inputs + "/parcels.gpkg")
      try ClassMap.write(landscape, seed: seed, reference: reference, to: inputs + "/classes.tif")
      try Tables.write(landscape, fieldwork, to: folder)
      print(
        "SYNTHETIC sample data in \(folder): \(landscape.parcels.count) parcels, "
          + "\(fieldwork.plots.count) plots, \(fieldwork.trees.count) trees (seed \(seed))")
    } catch {
      fail("\(error)", code: 3)
    }
  }

  private static func fail(_ message: String, code: Int32) -> Never {
    let bytes = Array((message + "\n").utf8)
    _ = bytes.withUnsafeBytes { Glibc.write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(code)
  }
}
