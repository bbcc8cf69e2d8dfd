-- Written when the tables are full.
CREATE UNIQUE INDEX events_by_document ON events (document, id);
CREATE INDEX events_by_id ON events (id);
CREATE INDEX events_by_happening ON events (event_id);
CREATE INDEX events_by_type ON events (type, date_begin);
CREATE INDEX events_by_date ON events (date_begin);
CREATE INDEX quotes_by_document ON quotes (document);
CREATE INDEX quotes_by_speaker ON quotes (speaker_actor);
CREATE INDEX quotes_by_quotation ON quotes (quote_id);
CREATE INDEX documents_by_day ON documents (published);
CREATE INDEX actors_by_name ON actors (name);
CREATE INDEX sources_by_event ON sources (event);
CREATE INDEX sources_by_actor ON sources (actor);
CREATE INDEX targets_by_event ON targets (event);
CREATE INDEX targets_by_actor ON targets (actor);
CREATE INDEX contexts_by_event ON contexts (event);
CREATE INDEX reasons_by_event ON reasons (event);
CREATE INDEX bylines_by_document ON bylines (document);
CREATE INDEX spellings_by_text ON spellings (text);

-- Full-text search: SELECT title FROM article_search WHERE article_search MATCH 'ceasefire NEAR talks'
CREATE VIRTUAL TABLE article_search USING fts5 (title, text, content = 'documents', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO article_search (rowid, title, text) SELECT rowid, title, text FROM documents;
CREATE VIRTUAL TABLE quote_search USING fts5 (speaker, text, content = 'quotes', tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO quote_search (rowid, speaker, text) SELECT rowid, speaker, text FROM quotes;

-- Who did what to whom: a row for each pair. Where nobody is a target (two sides meet), the sources are paired.
CREATE VIEW dyads AS
SELECT e.id, e.event_id, e.document, e.date, e.date_begin, e.date_end, e.type, e.mode, e.realis, s.name AS source, s.actor AS source_actor,
       s.country AS source_country, t.name AS target, t.actor AS target_actor, t.country AS target_country, e.place_name AS place, e.sentence, e.url, e.confidence
FROM events e JOIN sources s ON s.event = e.id JOIN targets t ON t.event = e.id
UNION ALL
SELECT e.id, e.event_id, e.document, e.date, e.date_begin, e.date_end, e.type, e.mode, e.realis, s.name, s.actor,
       s.country, t.name, t.actor, t.country, e.place_name, e.sentence, e.url, e.confidence
FROM events e JOIN sources s ON s.event = e.id JOIN sources t ON t.event = e.id AND t.position > s.position
WHERE NOT EXISTS (SELECT 1 FROM targets x WHERE x.event = e.id);

-- A row a happening, however often it is told.
CREATE VIEW happenings AS
SELECT event_id, min(date_begin) AS date_begin, type, mode, count(*) AS reports, count(DISTINCT document) AS documents,
       count(DISTINCT publisher) AS publishers, min(place_name) AS place, max(confidence) AS confidence, min(sentence) AS sentence
FROM events GROUP BY event_id;

-- What was said by whom, from a confidence of 0.5: reported speech, without orders and beliefs.
CREATE VIEW statements AS
SELECT q.id, q.quote_id, q.document, q.published, coalesce(q.speaker_name, q.speaker) AS speaker, q.speaker_actor, q.kind, q.text, d.title, q.url
FROM quotes q JOIN documents d ON d.id = q.document WHERE q.confidence >= 0.5;

-- Events of each quad class by month.
CREATE VIEW months AS
SELECT substr(date_begin, 1, 7) AS month, quad, count(DISTINCT event_id) AS happenings, count(*) AS reports
FROM events WHERE realis = 'actual' AND date_begin IS NOT NULL GROUP BY month, quad;
