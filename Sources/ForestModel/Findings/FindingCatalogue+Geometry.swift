// Findings about polygons: their validity, and how the parcels of a layer lie to each other.

extension FindingKind {
  /// An invalid polygon.
  public static let geometryInvalid = FindingKind(
    "geometry-invalid", .error,
    "the boundary is not valid: {reason}{place}; area not used. Correct it there, or give --repair and check what it changes",
    vi:
      "ranh giới không hợp lệ: {reason_vi}{place}; chưa dùng diện tích. Hãy sửa tại đó, hoặc dùng --repair rồi kiểm tra phần thay đổi"
  )
  /// An invalid polygon that was repaired on request.
  public static let geometryRepaired = FindingKind(
    "geometry-repaired", .warning,
    "the boundary was not valid: {reason}{place}; repaired as --repair asks (GEOS MakeValid): {before} m² by its vertices before, {after} m² in {parts} parts now; {lost} lines or points without area left out. Look at it in the output layer",
    vi:
      "ranh giới không hợp lệ: {reason_vi}{place}; đã tự sửa theo --repair (GEOS MakeValid): trước khi sửa {before} m² tính theo đỉnh, nay {after} m² gồm {parts} phần; bỏ {lost} đường hoặc điểm không có diện tích. Hãy xem lại trong lớp kết quả"
  )
  /// A polygon that is nearly the land of another.
  public static let nearDuplicate = FindingKind(
    "near-duplicate", .error,
    "shares {percent} of its land with parcel {first}, nearly the same polygon; its area would be counted twice. Remove one of them",
    vi:
      "có {percent} diện tích trùng với lô {first}, gần như cùng một ranh giới; diện tích sẽ bị tính hai lần. Hãy xóa một trong hai lô"
  )
  /// Two parcels that overlap.
  public static let parcelOverlap = FindingKind(
    "parcel-overlap", .warning,
    "overlaps parcel {other} by {m2} m²{place}: {percent} of this parcel, {other_percent} of the other; that land is counted twice. Take it out of one of them",
    vi:
      "chồng lấn với lô {other} {m2} m²{place}: bằng {percent} lô này và {other_percent} lô kia; phần đó bị tính hai lần. Hãy cắt phần chồng khỏi một trong hai lô"
  )
  /// A parcel inside another.
  public static let parcelNested = FindingKind(
    "parcel-nested", .warning,
    "lies inside parcel {other} ({percent} of its {m2} m²); that land is counted twice. Cut a hole into {other}, or remove this parcel",
    vi:
      "nằm trong lô {other} ({percent} của {m2} m²); phần đó bị tính hai lần. Hãy khoét lô {other}, hoặc xóa lô này"
  )
  /// How much land of a layer is counted more than once.
  public static let landCountedTwice = FindingKind(
    "land-counted-twice", .warning,
    "parcels add up to {ha} ha more than the land they lie on ({percent}): it is counted twice, in {pairs} pairs of parcels. The tonnes are too high by what stands there",
    vi:
      "tổng diện tích các lô lớn hơn diện tích thực {ha} ha ({percent}): phần này bị tính hai lần, thuộc {pairs} cặp lô. Trữ lượng bị tính thừa phần tương ứng"
  )
  /// Overlaps that are too small to list.
  public static let overlapNoise = FindingKind(
    "overlap-noise", .note,
    "{count} overlaps below {limit} m² ({m2} m² together) are taken as digitising noise; state --overlap-min to list them",
    vi:
      "{count} chỗ chồng lấn dưới {limit} m² (tổng {m2} m²) được coi là sai số số hóa; dùng --overlap-min để liệt kê"
  )
  /// Enclosed land without a parcel.
  public static let parcelGap = FindingKind(
    "parcel-gap", .warning,
    "a gap of {m2} m², {width} m wide on average{place}, between {parcels}; no parcel holds that land. Move a boundary, or tell why nothing stands there",
    vi:
      "khe hở {m2} m², rộng trung bình {width} m{place}, giữa các lô {parcels}; chưa lô nào có phần đất này. Hãy chỉnh ranh giới, hoặc ghi rõ lý do bỏ trống"
  )
  /// Gaps that are too small to list.
  public static let gapNoise = FindingKind(
    "gap-noise", .note,
    "{count} gaps below {limit} m² ({m2} m² together) are taken as digitising noise; state --gap-min to list them",
    vi:
      "{count} khe hở dưới {limit} m² (tổng {m2} m²) được coi là sai số số hóa; dùng --gap-min để liệt kê"
  )
  /// A layer whose parcels hardly share any boundary.
  public static let gapsNotSearched = FindingKind(
    "gaps-not-searched", .warning,
    "{count} sides of parcels are not shared with a neighbour, more than {limit}: gaps were not looked for. Check the layer by commune, or snap its boundaries first",
    vi:
      "{count} cạnh của các lô không trùng với lô liền kề, vượt {limit}: chưa tìm khe hở. Hãy kiểm tra theo từng xã, hoặc bắt dính ranh giới trước"
  )
  /// A parcel much wider than the others.
  public static let parcelFarReaching = FindingKind(
    "parcel-far-reaching", .warning,
    "the boundary reaches over {km} km ({box}), half of the parcels over less than {middle} m; its {ha} ha are counted. Perhaps x and y of a corner are exchanged, or a digit is wrong: look at it on a map",
    vi:
      "ranh giới trải dài {km} km ({box}), trong khi một nửa số lô dài dưới {middle} m; {ha} ha của lô vẫn được tính. Có thể x và y của một đỉnh bị đổi chỗ, hoặc sai một chữ số: hãy xem lại trên bản đồ"
  )
  /// A parcel that lies as a whole where none of the others do.
  public static let parcelFarAway = FindingKind(
    "parcel-far-away", .warning,
    "lies {km} km from the middle of {others}{place}; its {ha} ha are counted.{slip} Look at it on a map: correct its coordinates, or leave it if it does lie there",
    vi:
      "nằm cách tâm của {others_vi} {km} km{place}; {ha} ha của lô vẫn được tính.{slip_vi} Hãy xem lại trên bản đồ: sửa tọa độ, hoặc giữ nguyên nếu lô nằm đúng ở đó"
  )
  /// A polygon too small or thin for a parcel.
  public static let parcelSliver = FindingKind(
    "parcel-sliver", .warning,
    "a sliver of {m2} m², {width} m wide on average (limits: {limit} m², {width_limit} m). Join it to a neighbour, or remove it",
    vi:
      "mảnh vụn {m2} m², rộng trung bình {width} m (ngưỡng: {limit} m², {width_limit} m). Hãy gộp vào lô bên cạnh, hoặc xóa"
  )
  /// A parcel that is not in one piece.
  public static let parcelParts = FindingKind(
    "parcel-parts", .note, "the parcel has {parts} separate parts and {holes} holes",
    vi: "lô gồm {parts} phần rời nhau và {holes} lỗ")

  /// In the order of the documentation.
  /// Collections that hold nothing but polygons.
  public static let geometryCollection = FindingKind(
    "geometry-collection", .note,
    "{count} geometries are stored as collections that hold only polygons; each is read as one multipolygon",
    vi:
      "{count} đối tượng được lưu ở dạng tập hợp (GeometryCollection) chỉ gồm vùng; mỗi đối tượng được đọc thành một vùng nhiều phần"
  )

  static let geometry = [
    geometryCollection,
    geometryInvalid, geometryRepaired, nearDuplicate, landCountedTwice, parcelOverlap, parcelNested,
    parcelFarReaching, parcelFarAway, parcelSliver, parcelGap, gapsNotSearched, overlapNoise,
    gapNoise,
    parcelParts,
  ]
}

extension Finding {
  /// A boundary that is not valid.
  ///
  /// - Parameter place: where, as text to follow the reason; empty when nobody knows.
  public static func invalidGeometry(
    at location: FindingLocation, _ reason: Phrase, place: String = ""
  ) -> Finding {
    Finding(
      .geometryInvalid, at: location,
      ["reason": reason.english, "reason_vi": reason.vietnamese, "place": place])
  }

  /// A boundary that counts some land twice, as exact shares of cells show.
  public static func unsoundGeometry(at location: FindingLocation) -> Finding {
    invalidGeometry(
      at: location,
      Phrase(
        "parts overlap or the boundary crosses itself",
        vi: "các phần chồng lên nhau hoặc ranh giới tự cắt"))
  }
}
