import CarbonStock
import ForestModel
import Foundation
import TestSupport
import Testing

@Suite("Names of taxa")
struct NameTests {
  private let matcher = NameMatcher(taxa: EquationRules.builtIn.rules.map(\.taxon))

  @Test(
    "a name that is written otherwise, but is the same",
    arguments: [
      "Schima wallichii", "schima  WALLICHII", "SCHIMA WALLICHII", "Schima wallichii (DC.) Korth.",
      "Schima wallichii Choisy", "Schima_wallichii", "Schima cf. wallichii", "Schima × wallichii",
      "Schima x wallichii", "Schima ×wallichii", "Schima wallichii var. superba (Gardner & Champ.)",
      "Schima wallichii subsp.noronhae", "Schima wallichii ?", "Schima\u{A0}wallichii",
    ])
  func same(written: String) {
    let match = matcher.match(written)
    #expect(match.name == "Schima wallichii" && match.species == "schima wallichii")
    #expect(match.route == .read && match.family == "theaceae")
  }

  @Test(
    "a name that leaves the species open",
    arguments: [
      "Castanopsis", "Castanopsis sp.", "Castanopsis sp", "Castanopsis spp.", "castanopsis sp1",
      "Castanopsis sp.2-CAY", "Castanopsis Indet.", "Castanopsis (D.Don) Spach",
      "Castanopsis aff. indica", "Castanopsis indica × hystrix", "Castanopsis species",
      "Castanopsis indet", "Castanopsis A.DC.",
    ])
  func openSpecies(written: String) {
    let match = matcher.match(written)
    #expect(match.name == "Castanopsis" && match.species.isEmpty && match.genus == "castanopsis")
    #expect(match.route == .read && match.family == "fagaceae")
  }

  @Test(
    "a tree that is not named",
    arguments: [
      "", " ", "-", "?", "Indet.", "Indet.Indet. Indet.", "Unidentified", "unknown 3", "Chưa biết",
      "CHƯA BIẾT", "chua biet", "Không rõ", "khong ro", "K", "k.", "sp.", "SP12", "Indet. 7",
      "Chưa xác định", "Loài khác",
    ])
  func unidentified(written: String) {
    let match = matcher.match(written)
    #expect(match.route == .unidentified && match.name.isEmpty && match.taxon.isEmpty, "\(match)")
  }

  @Test(
    "a family", arguments: ["Lauraceae", "LAURACEAE sp.", "Indet.Lauraceae Indet.", "Lauraceae1"])
  func family(written: String) {
    let match = matcher.match(written)
    #expect(match.family == "lauraceae" && match.taxon.isEmpty && match.name == "Lauraceae")
  }

  @Test(
    "slips of typing",
    arguments: [
      ("Macchilus bonii", "Machilus bonii", 1), ("Schima wallichi", "Schima wallichii", 1),
      ("Shcima wallichii", "Schima wallichii", 1), ("Schima walichi", "Schima wallichii", 2),
      ("Betulla alnoide", "Betula alnoides", 2), ("Castanopsi sp.", "Castanopsis", 1),
      ("Dendrocalmus barbatus", "Dendrocalamus barbatus", 1),
      ("Schefflera octophyla", "Heptapleurum heptaphyllum", 1),
    ])
  func slips(written: String, accepted: String, letters: Int) {
    let match = matcher.match(written)
    #expect(match.name == accepted && match.route == .corrected(letters: letters), "\(match)")
  }

  @Test(
    "too far from anything: taken as read",
    arguments: [
      // Two letters in a word of up to six; three in a longer one; three in the whole name; a short genus
      // without a known epithet; an epithet of a known genus that is simply another species.
      "Schxxa wallichii", "Schima wallchxx", "Macchiluss boniii", "Hovea linearis", "Mellia",
      "Schima superba", "Ficus benjamina",
    ])
  func tooFar(written: String) {
    let match = matcher.match(written)
    #expect(match.route == .read && match.name == written, "\(match)")
  }

  @Test("of names equally near none is taken; the genus stays where it is not in doubt")
  func ties() {
    var table = WoodDensityTable()
    for name in ["Ficus hispida", "Ficus hispica", "Abcdefg bona", "Abcdefh bona"] {
      table.add(species: name, genus: "", family: "", value: 0.4)
    }
    let matcher = NameMatcher(given: table, builtIn: [], synonyms: [])
    let tie = matcher.match("Ficus hispita")
    #expect(tie.route == .ambiguous(["Ficus hispica", "Ficus hispida"]))
    #expect(tie.genus == "ficus" && tie.name == "Ficus hispita")
    let genus = matcher.match("Abcdefx bona")
    #expect(genus.route == .ambiguous(["Abcdefg bona", "Abcdefh bona"]) && genus.genus.isEmpty)
    #expect(matcher.match("Ficus hispida").route == .read)
  }

  @Test("never into another family than the one written")
  func families() {
    #expect(matcher.match("Macchilus sp.", family: "Lauraceae").name == "Machilus")
    #expect(matcher.match("Macchilus sp.", family: "Fagaceae").name == "Macchilus")
    #expect(matcher.match("Macchilus sp.", family: "chưa biết").name == "Machilus")
    #expect(matcher.match("Indet.", family: "Lauraceae").family == "lauraceae")
  }

  @Test("synonyms carry their basis; a row of the user's own table comes first")
  func synonyms() throws {
    let match = matcher.match("Amoora gigantea")
    #expect(match.name == "Aglaia spectabilis" && match.family == "meliaceae")
    guard case .synonym(let synonym) = match.route else {
      Issue.record("\(match)")
      return
    }
    #expect(!synonym.confirmed && !synonym.basis.isEmpty)
    let accepted = Set(BuiltInTaxon.all.map(\.species))
    for synonym in Synonym.builtIn {
      #expect(accepted.contains(synonym.accepted) && !accepted.contains(synonym.synonym))
    }
    var table = WoodDensityTable()
    table.add(species: "Amoora gigantea", genus: "", family: "", value: 0.7)
    #expect(NameMatcher(given: table).match("amoora gigantea").route == .read)
    let own = Synonym(synonym: "Aus bus", accepted: "Schima wallichii", confirmed: true, basis: "x")
    #expect(NameMatcher(synonyms: [own]).match("Aus bus").name == "Schima wallichii")
    let local = Synonym(synonym: "Gỗ lạ", accepted: "Schima wallichii", confirmed: true, basis: "x")
    #expect(NameMatcher(synonyms: [local]).match("GỖ LẠ").species == "schima wallichii")
  }

  @Test(
    "Vietnamese names, in any Unicode form, with all, some or none of their marks",
    arguments: [
      ("Vối thuốc", "Schima wallichii"), ("VỐI THUỐC", "Schima wallichii"),
      ("voi thuoc", "Schima wallichii"), ("Vôi thuôc", "Schima wallichii"),
      ("Ba soi", "Macaranga denticulata"), ("Re bầu", "Cinnamomum bejolghota"),
      ("Mỡ", "Manglietia conifera"), ("Gạo", "Bombax ceiba"), ("Đinh thối", "Fernandoa brilletii"),
      ("dinh thoi", "Fernandoa brilletii"), ("Keo lá tràm", "Acacia auriculiformis"),
      ("Luồng", "Luồng"), ("Luong", "Luồng"), ("nua", "Nứa"),
      ("Hóa hương", "Platycarya strobilacea"),
      ("Hoá hương", "Platycarya strobilacea"),
    ])
  func vietnamese(written: String, name: String) {
    for form in [
      written, written.decomposedStringWithCanonicalMapping,
      written.precomposedStringWithCanonicalMapping,
    ] {
      let match = matcher.match(form)
      #expect(match.name == name, "\(match)")
    }
  }

  @Test("a plain form of several names is reported, never guessed; other marks are another name")
  func ambiguous() {
    #expect(
      matcher.match("mo").route == .ambiguous(["Cryptocarya concinna", "Manglietia conifera"]))
    #expect(matcher.match("Sang").route == .ambiguous(["Pometia pinnata", "Sterculia lanceolata"]))
    #expect(matcher.match("Gao").taxon.isEmpty)
    #expect(matcher.match("Mố").route == .notKnown)
    let unknown = matcher.match("Cây lạ đời")
    #expect(unknown.route == .notKnown && unknown.name == "Cây lạ đời")
  }

  @Test("every Vietnamese name of the list finds its species, and none is a known genus")
  func wholeList() {
    var plain: [String: Set<String>] = [:]
    for taxon in BuiltInTaxon.all {
      for name in taxon.vietnamese {
        #expect(matcher.match(name).name == taxon.species, "\(name)")
        plain[LetterFolding.plain(name), default: []].insert(taxon.species)
      }
    }
    for (name, species) in plain {
      let match = matcher.match(name)
      if species.count == 1 {
        #expect(match.name == species.first, "\(name)")
      } else {
        #expect(match.route == .ambiguous(species.sorted()), "\(name)")
      }
    }
  }

  @Test("names do not depend on each other, and each is matched once")
  func table() {
    var trees = TreeTable()
    for name in ["Schima wallichi", "K", "Schima wallichi", "Vối thuốc", "K"] {
      trees.species.append(name)
      trees.family.append("")
      trees.row.append(trees.row.count + 2)
      trees.isRejected.append(trees.row.count == 3)
    }
    let names = MatchedNames(of: trees, matcher: matcher)
    #expect(names.entries.map(\.written) == ["Schima wallichi", "K", "Vối thuốc"])
    #expect(names.entries.map(\.count) == [1, 2, 1])
    #expect(names.entries.map(\.first) == [0, 1, 3])
    #expect(names.match(of: 3).name == names.match(of: 0).name)
    let written = MatchedNames(of: trees, matcher: nil)
    #expect(written.match(of: 0).species == "schima wallichi")
  }

  @Test("a million trees are joined in seconds, on a busy machine too")
  func speed() {
    let names = BuiltInTaxon.all.map(\.species) + BuiltInTaxon.all.flatMap(\.vietnamese)
    var trees = TreeTable()
    let n = 1_000_000
    trees.species = (0..<n).map { names[$0 % names.count] }
    trees.family = Array(repeating: "", count: n)
    trees.plotID = (0..<n).map { "P\($0 / 500)" }
    trees.woodDensityGPerCm3 = Array(repeating: .nan, count: n)
    trees.woodDensitySDGPerCm3 = trees.woodDensityGPerCm3
    trees.status = Array(repeating: .live, count: n)
    trees.row = Array(0..<n)
    trees.isRejected = Array(repeating: false, count: n)
    let clock = ContinuousClock()
    let time = clock.measure {
      let matched = MatchedNames(of: trees, matcher: NameMatcher())
      let found = WoodDensityAssignment(
        of: trees, names: matched,
        lookup: WoodDensityLookup(
          builtIn: BuiltInTaxon.woodDensities, levels: Set(WoodDensityLevel.choices))
      ) { _ in true }
      #expect(found.value.allSatisfy { !$0.isNaN })
    }
    print("names and wood densities of 1,000,000 trees: \(time)")
    #expect(time < .seconds(10))
  }

  @Test(
    "distance: one slip each for a letter too many, too few, wrong, or two swapped",
    arguments: [
      ("abcd", "abcd", 0), ("abcd", "abd", 1), ("abcd", "abxcd", 1), ("abcd", "abxd", 1),
      ("abcd", "acbd", 1), ("abcd", "badc", 2), ("", "ab", 2), ("abc", "", nil),
      ("abcd", "wxyz", nil),
    ] as [(String, String, Int?)])
  func distance(a: String, b: String, slips: Int?) {
    #expect(TypingDistance.between(Array(a.utf8), Array(b.utf8), limit: 2) == slips)
    #expect(TypingDistance.between(Array(b.utf8), Array(a.utf8), limit: 2) == slips)
  }
}
