package dev.fieldsync.scenarios.audit;

import dev.fieldsync.scenarios.scenario.Narrator;
import dev.fieldsync.shared.history.CurrentTemplate;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Every chain of versions is whole, and folding it gives the stored document. Templates are read in
 * pages, each page in a transaction of its own; of a history one document is in memory.
 */
final class Histories {

  private static final int PAGE = 50;
  private static final int FETCH = 100;

  private static final String SELECT_COUNT = "select count(*) from public.template_library";

  private static final String SELECT_PAGE =
      """
      select id
        from public.template_library
       where id > ?
       order by id
       limit %d
      """
          .formatted(PAGE);

  private static final String SELECT_HISTORY =
      """
      select template_id, revision, version, previous_version, patch_format, patch::text,
             base::text, base_updated_at is not null as follows_foreign
        from fieldsync.template_update
       where template_id = any (?) and revision is not null
       order by template_id, revision
      """;

  private static final String SELECT_WITHOUT_TEMPLATE =
      """
      select distinct u.template_id
        from fieldsync.template_update u
       where u.revision is not null
         and not exists (select 1 from public.template_library t where t.id = u.template_id)
      """;

  private final Connection database;
  private final Ledger ledger;

  Histories(Connection database, Ledger ledger) {
    this.database = database;
    this.ledger = ledger;
  }

  void check(Narrator narrator) throws SQLException {
    try (Narrator.Bar bar = narrator.bar("templates", count())) {
      UUID last = new UUID(0, 0);
      List<UUID> page = page(last);
      while (!page.isEmpty()) {
        check(page);
        database.commit();
        bar.add(page.size());
        last = page.get(page.size() - 1);
        page = page(last);
      }
    }
    withoutTemplate();
    database.commit();
  }

  private long count() throws SQLException {
    try (Statement select = database.createStatement();
        ResultSet row = select.executeQuery(SELECT_COUNT)) {
      row.next();
      return row.getLong(1);
    }
  }

  private List<UUID> page(UUID after) throws SQLException {
    List<UUID> ids = new ArrayList<>();
    try (PreparedStatement select = database.prepareStatement(SELECT_PAGE)) {
      select.setObject(1, after);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          ids.add(row.getObject(1, UUID.class));
        }
      }
    }
    return ids;
  }

  private void check(List<UUID> page) throws SQLException {
    Map<UUID, CurrentTemplate> current = current(page);
    try (PreparedStatement select = database.prepareStatement(SELECT_HISTORY)) {
      select.setFetchSize(FETCH);
      select.setArray(1, database.createArrayOf("uuid", page.toArray()));
      try (ResultSet row = select.executeQuery()) {
        Chain chain = null;
        while (row.next()) {
          UUID id = row.getObject("template_id", UUID.class);
          if (chain == null || !chain.templateId().equals(id)) {
            end(chain, current);
            chain = new Chain(id, ledger);
          }
          chain.add(
              new Chain.Link(
                  row.getLong("revision"),
                  row.getString("version"),
                  row.getString("previous_version"),
                  row.getString("patch_format"),
                  row.getString("patch"),
                  row.getString("base"),
                  row.getBoolean("follows_foreign")));
        }
        end(chain, current);
      }
    }
    ledger.count("templates", page.size());
    ledger.count("templates nobody has changed through Fieldsync", current.size());
  }

  private static void end(
      @org.jspecify.annotations.Nullable Chain chain, Map<UUID, CurrentTemplate> current) {
    if (chain != null) {
      chain.compare(current.remove(chain.templateId()));
    }
  }

  private Map<UUID, CurrentTemplate> current(List<UUID> ids) throws SQLException {
    Map<UUID, CurrentTemplate> current = new HashMap<>();
    try (PreparedStatement select = database.prepareStatement(CurrentTemplate.SELECT_BY_IDS)) {
      CurrentTemplate.bind(select, ids);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          CurrentTemplate template = CurrentTemplate.read(row);
          current.put(template.id(), template);
        }
      }
    }
    return current;
  }

  private void withoutTemplate() throws SQLException {
    try (Statement select = database.createStatement()) {
      select.setFetchSize(FETCH);
      try (ResultSet row = select.executeQuery(SELECT_WITHOUT_TEMPLATE)) {
        while (row.next()) {
          ledger.fault(Fault.TEMPLATE_GONE, row.getString(1));
        }
      }
    }
  }
}
