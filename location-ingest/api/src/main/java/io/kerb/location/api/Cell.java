package io.kerb.location.api;

import com.google.common.geometry.S2CellId;
import com.google.common.geometry.S2LatLng;

/** An S2 cell, named by its 64-bit id; its token is the wire form. */
public record Cell(long id) {
  public static Cell of(LatLng position, int level) {
    return new Cell(S2CellId.fromLatLng(position.toS2()).parent(level).id());
  }

  /** Reads the token form, such as {@code 80858004}. */
  public static Cell parse(String token) {
    S2CellId cell = S2CellId.fromToken(token);
    if (!cell.isValid()) {
      throw new IllegalArgumentException("not an S2 cell token: '" + token + "'");
    }
    return new Cell(cell.id());
  }

  public int level() {
    return new S2CellId(id).level();
  }

  public Cell parent(int level) {
    return new Cell(new S2CellId(id).parent(level).id());
  }

  public LatLng center() {
    S2LatLng center = new S2CellId(id).toLatLng();
    return new LatLng(center.latDegrees(), center.lngDegrees());
  }

  @Override
  public String toString() {
    return new S2CellId(id).toToken();
  }
}
