import Foundation
import SyntheticForest
import Testing

/// Landscapes of two seeds: the laws hold for both, the numbers of the committed set only for one.
enum Lands {
  static let seeds: [UInt64] = [20_250_701, 7]
  static let fieldworks = seeds.map { Fieldwork(landscape: Landscape(seed: $0)) }
}

@Suite("Synthetic landscape")
struct LandscapeTests {
  @Test(
    "parcels tile the window: areas add up, and every point lies in exactly one", arguments: [0, 1])
  func tiling(_ land: Int) throws {
    let landscape = Lands.fieldworks[land].landscape
    let total = landscape.parcels.reduce(0) { $0 + $1.outline.areaM2 }
    // Vertices are rounded to centimetres alike on both sides of a border: nothing is lost.
    #expect(abs(total - 13_000 * 11_000) < 1)
    #expect((2_700...3_400).contains(landscape.parcels.count))
    // A lattice of points that no vertex lies on: with no gap and no overlap, one parcel each.
    var x = Window.west + 31.7
    var wrong = 0
    while x < Window.east {
      var y = Window.south + 47.3
      while y < Window.north {
        let near = landscape.parcels.filter {
          abs($0.label.x - x) < 1_500 && abs($0.label.y - y) < 1_500
            && $0.outline.contains(x, y)
        }
        if near.count != 1 { wrong += 1 }
        y += 733.1
      }
      x += 691.9
    }
    #expect(wrong == 0)
  }

  @Test("no ring crosses itself, and every parcel has one", arguments: [0, 1])
  func rings(_ land: Int) {
    let landscape = Lands.fieldworks[land].landscape
    for parcel in landscape.parcels {
      #expect(parcel.outline.outer.count >= 3 && parcel.outline.areaM2 > 0)
      for ring in [parcel.outline.outer] + parcel.outline.holes {
        #expect(
          Set(ring.map { "\($0.x) \($0.y)" }).count == ring.count, "parcel \(parcel.index)")
      }
    }
  }

  @Test("class shares by area, sizes, categories and owners", arguments: [0, 1])
  func shares(_ land: Int) {
    let landscape = Lands.fieldworks[land].landscape
    func share(_ isWanted: (Parcel) -> Bool) -> Double {
      landscape.parcels.filter(isWanted).reduce(0) { $0 + $1.planarHa } / Window.areaHa * 100
    }
    for (index, forest) in ForestClass.all.enumerated() {
      // Crumbs below half a hectare join their neighbours, which moves some of the border.
      #expect(abs(share { $0.classIndex == index } - forest.share) < 0.5, "\(forest.ldlr)")
    }
    let sizes = landscape.parcels.map(\.planarHa).sorted()
    #expect((2.2...3.2).contains(sizes[sizes.count / 2]))
    #expect(sizes[0] > 0.08 && sizes[sizes.count - 1] < 85)
    let logs = sizes.map { log($0) }
    let mean = logs.reduce(0, +) / Double(logs.count)
    let sd = (logs.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(logs.count)).squareRoot()
    #expect((0.85...1.2).contains(sd))
    for (code, aimed) in [(1, 44.0), (2, 11), (3, 45)] {
      #expect(abs(share { $0.category == code } - aimed) < 2)
    }
    for (code, aimed) in [(1, 34.0), (2, 38), (3, 9), (10, 11), (4, 5)] {
      #expect(abs(share { $0.ownerType == code } - aimed) < 4, "owner type \(code)")
    }
  }

  @Test(
    "terrain: heights, slopes, plateau, river; rich forest high, fields on gentle land",
    arguments: [0, 1])
  func terrain(_ land: Int) {
    let landscape = Lands.fieldworks[land].landscape
    let terrain = landscape.terrain
    let slopes = terrain.slopeDeg.sorted()
    #expect(abs(slopes[slopes.count / 2] - 21) < 0.5)
    #expect((31...44).contains(slopes[slopes.count * 9 / 10]))
    // The river bed, from 420 to 180 m, is the only land below 250 m.
    #expect((175...260).contains(terrain.elevationM.min() ?? 0))
    #expect((1_100...1_900.1).contains(terrain.elevationM.max() ?? 0))
    let stone = terrain.limestone.filter { $0 > 0 }.count
    #expect(abs(Double(stone) / Double(terrain.limestone.count) - 0.15) < 0.005)
    func mean(_ ldlr: String, _ value: (Parcel) -> Double) -> Double {
      let parcels = landscape.parcels.filter { $0.forestClass.ldlr == ldlr }
      return parcels.reduce(0) { $0 + value($1) * $1.planarHa }
        / parcels.reduce(0) { $0 + $1.planarHa }
    }
    let slope = { (p: Parcel) in terrain.slopeDeg(x: p.label.x, y: p.label.y) }
    #expect(mean("TXG", \.elevationM) > mean("NN", \.elevationM) + 150)
    #expect(mean("NN", slope) < 20)
    for parcel in landscape.parcels where parcel.forestClass.ldlr.hasPrefix("TXD") {
      #expect(parcel.forestClass.lapdia == 2)
    }
  }

  @Test(
    "records: 51 fields in order, volumes inside their classes, lots named once", arguments: [0, 1])
  func records(_ land: Int) {
    let landscape = Lands.fieldworks[land].landscape
    #expect(StatusRecord.fields.count == 52 && StatusRecord.fields[51].name == "nguon")
    var names: Set<String> = []
    for parcel in landscape.parcels {
      let record = StatusRecord(parcel, seed: landscape.seed)
      guard case .real(let mgo) = record["mgo"], case .real(let lot) = record["mgolo"],
        case .real(let hectares) = record["dtich"]
      else {
        Issue.record("parcel \(parcel.index) without volume or area")
        continue
      }
      #expect(abs(lot - mgo * hectares) < 0.006)
      #expect(abs(hectares - parcel.planarHa) < 0.0051)
      switch parcel.forestClass.ldlr {
      case "TXG": #expect(mgo > 200)
      case "TXB", "TXDB": #expect(mgo > 100 && mgo <= 200)
      case "TXN", "TXDN": #expect(mgo > 50 && mgo <= 100)
      default: break
      }
      names.insert("\(parcel.compartment) \(parcel.subCompartment) \(parcel.lot)")
      // Widths of the published field list.
      for (field, value) in zip(StatusRecord.fields, record.values) {
        if case .text(let text) = value, case .text(let width) = field.kind {
          #expect(text.count <= width, "\(field.name): \(text)")
        }
      }
    }
    #expect(names.count == landscape.parcels.count)
    #expect(OwnerNames.all.count == 40)
  }
}
