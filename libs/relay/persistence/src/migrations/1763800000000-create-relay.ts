import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The case aggregate, its history, timers and outbox; the company; who may enter. */
export class CreateRelay1763800000000 implements MigrationInterface {
  readonly name = 'CreateRelay1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const sql of [company, access, aggregate, history, work, invariants]) await runner.query(sql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only: restore a backup instead.'));
  }
}

const company = `
CREATE TABLE company_revision (
  single boolean PRIMARY KEY DEFAULT true CHECK (single),
  revision integer NOT NULL
);
INSERT INTO company_revision (revision) VALUES (1);

CREATE TABLE calendar (
  id text NOT NULL,
  version integer NOT NULL,
  effective_from timestamptz NOT NULL,
  name text NOT NULL,
  zone text NOT NULL,
  week jsonb NOT NULL,
  holidays jsonb NOT NULL,
  overrides jsonb NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE TABLE department (
  id text PRIMARY KEY,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('frontline', 'back-office', 'oversight')),
  calendar_id text NOT NULL,
  lead_id text NOT NULL,
  head_id text,
  acceptance_target_seconds double precision NOT NULL CHECK (acceptance_target_seconds > 0),
  stall_threshold_seconds double precision NOT NULL CHECK (stall_threshold_seconds > 0),
  active boolean NOT NULL
);

CREATE TABLE person (
  id text PRIMARY KEY,
  name text NOT NULL,
  email text NOT NULL,
  role text NOT NULL CHECK (role IN ('agent', 'lead', 'supervisor', 'admin')),
  department_id text NOT NULL REFERENCES department,
  zone text NOT NULL,
  active boolean NOT NULL,
  substitute_id text REFERENCES person,
  presence text NOT NULL CHECK (presence IN ('available', 'busy', 'away')),
  absences jsonb NOT NULL
);
CREATE UNIQUE INDEX person_one_per_email ON person (lower(email));
CREATE INDEX person_of_department ON person (department_id);
-- A department and its lead name each other, so the lead is checked at the end of the transaction.
ALTER TABLE department
  ADD CONSTRAINT department_lead_is_a_person FOREIGN KEY (lead_id) REFERENCES person DEFERRABLE INITIALLY DEFERRED,
  ADD CONSTRAINT department_head_is_a_person FOREIGN KEY (head_id) REFERENCES person DEFERRABLE INITIALLY DEFERRED;

CREATE TABLE journey_template (
  id text NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  legs jsonb NOT NULL,
  joins jsonb NOT NULL,
  case_target_seconds jsonb NOT NULL,
  first_response_seconds jsonb NOT NULL,
  silence_seconds double precision,
  active boolean NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE TABLE escalation_policy (
  id text NOT NULL,
  version integer NOT NULL,
  name text NOT NULL,
  trigger text NOT NULL,
  steps jsonb NOT NULL,
  PRIMARY KEY (id, version)
);

CREATE FUNCTION count_company_revision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE company_revision SET revision = revision + 1;
  RETURN NULL;
END $$;
${['calendar', 'department', 'person', 'journey_template', 'escalation_policy']
  .map(
    (table) => `
CREATE TRIGGER counts_company_revision AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${table}
  FOR EACH STATEMENT EXECUTE FUNCTION count_company_revision();`,
  )
  .join('')}
`;

const access = `
CREATE TABLE credential (
  person_id text PRIMARY KEY REFERENCES person,
  password_hash text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE api_token (
  id uuid PRIMARY KEY,
  person_id text NOT NULL REFERENCES person,
  name text NOT NULL,
  prefix text NOT NULL,
  sha256 bytea NOT NULL UNIQUE,
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  last_used_at timestamptz,
  revoked_at timestamptz
);
CREATE INDEX api_token_of_person ON api_token (person_id);

CREATE TABLE session (
  id_sha256 bytea PRIMARY KEY,
  person_id text NOT NULL REFERENCES person,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_of_person ON session (person_id);
`;

// Rows of a case are found by case_id first, so its tables can be spread over servers by that column.
const aggregate = `
CREATE SEQUENCE case_number START 1001;

CREATE TABLE "case" (
  id uuid PRIMARY KEY,
  number integer NOT NULL UNIQUE,
  subject text NOT NULL,
  description text NOT NULL,
  requester jsonb NOT NULL,
  priority text NOT NULL CHECK (priority IN ('P1', 'P2', 'P3', 'P4')),
  confidential boolean NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'resolved', 'closed', 'cancelled')),
  owner_id text NOT NULL REFERENCES person, -- H1: one named owner, always
  opened_by_id text NOT NULL,
  opened_at timestamptz NOT NULL,
  department_id text NOT NULL,
  calendar_id text NOT NULL,
  journey jsonb,
  plan_revision integer NOT NULL,
  ownership_offer jsonb,
  hops integer NOT NULL,
  planned_handoffs integer NOT NULL,
  returns integer NOT NULL,
  ping_pongs integer NOT NULL,
  route jsonb NOT NULL,
  returns_frozen boolean NOT NULL,
  urgency_raised integer NOT NULL,
  last_customer_update_at timestamptz,
  unanswered_since timestamptz,
  closing_message_at timestamptz,
  closure_code text,
  cause_code text,
  resolved_at timestamptz,
  closed_at timestamptz CHECK (status <> 'closed' OR closed_at IS NOT NULL),
  reopened_count integer NOT NULL,
  imported boolean NOT NULL,
  imported_sla_met boolean,
  version integer NOT NULL CHECK (version > 0),
  chain_hash bytea NOT NULL CHECK (length(chain_hash) = 32)
) WITH (fillfactor = 80); -- Room for the next version of a row on its own page.
CREATE INDEX case_of_owner ON "case" (owner_id, number);
CREATE INDEX case_of_status ON "case" (status, number);
CREATE INDEX case_of_department ON "case" (department_id, number);

CREATE TABLE leg (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  step integer NOT NULL,
  name text NOT NULL,
  department_id text NOT NULL,
  status text NOT NULL CHECK (status IN
    ('planned', 'offered', 'running', 'waiting', 'handing-over', 'done', 'returned', 'skipped', 'cancelled')),
  holder_id text REFERENCES person,
  responsible_id text REFERENCES person,
  planned boolean NOT NULL,
  mandatory boolean NOT NULL,
  ola_seconds double precision NOT NULL,
  acceptance_seconds double precision NOT NULL,
  rework_share double precision NOT NULL,
  package_fields jsonb NOT NULL,
  exit_checklist jsonb NOT NULL,
  preparation jsonb NOT NULL,
  ticked jsonb NOT NULL,
  may_contact_customer boolean NOT NULL,
  customer_wording text NOT NULL,
  visit_no integer NOT NULL,
  revisits uuid,
  named_person_id text,
  reserved_by_id text,
  expected_at timestamptz,
  pre_alerted_at timestamptz,
  offered_at timestamptz,
  accepted_at timestamptz,
  ended_at timestamptz,
  first_progress_at timestamptz,
  last_progress_at timestamptz,
  on_track_answers integer NOT NULL,
  eta_at timestamptz,
  pauses jsonb NOT NULL,
  end_reason text,
  half_announced boolean NOT NULL,
  PRIMARY KEY (case_id, id),
  -- H1: somebody answers for every active leg, and whoever works one is named.
  CONSTRAINT active_leg_has_a_responsible CHECK (
    status NOT IN ('offered', 'running', 'waiting', 'handing-over') OR responsible_id IS NOT NULL),
  CONSTRAINT worked_leg_has_a_holder CHECK (
    status NOT IN ('running', 'waiting', 'handing-over') OR holder_id IS NOT NULL)
) WITH (fillfactor = 80);
CREATE INDEX leg_by_id ON leg (id);
CREATE INDEX leg_held ON leg (holder_id) WHERE status IN ('running', 'waiting', 'handing-over');
CREATE INDEX leg_active_of_department ON leg (department_id)
  WHERE status IN ('offered', 'running', 'waiting', 'handing-over');
CREATE INDEX leg_coming_of_department ON leg (department_id) WHERE status = 'planned';
CREATE INDEX leg_coming_to_person ON leg (named_person_id) WHERE status IN ('planned', 'offered');
CREATE INDEX leg_reserved_by_person ON leg (reserved_by_id) WHERE status IN ('planned', 'offered');

CREATE TABLE handoff (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  from_leg_id uuid,
  to_leg_id uuid NOT NULL,
  sender_id text NOT NULL,
  from_department_id text NOT NULL,
  to_department_id text NOT NULL,
  level text NOT NULL CHECK (level IN ('person', 'pool', 'lead', 'oversight')),
  to_person_id text CHECK (level <> 'person' OR to_person_id IS NOT NULL),
  status text NOT NULL CHECK (status IN ('offered', 'accepted', 'declined', 'expired', 'withdrawn')),
  offered_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  attempt integer NOT NULL CHECK (attempt > 0),
  previous_id uuid,
  transit_since timestamptz NOT NULL,
  planned boolean NOT NULL,
  is_return boolean NOT NULL,
  packages jsonb NOT NULL,
  tried jsonb NOT NULL,
  ended_at timestamptz CHECK ((status = 'offered') = (ended_at IS NULL)), -- H4: one end, and it is dated
  ended_by_id text,
  decline_code text CHECK (status <> 'declined' OR decline_code IS NOT NULL), -- H6
  note text,
  PRIMARY KEY (case_id, id),
  FOREIGN KEY (case_id, to_leg_id) REFERENCES leg
) WITH (fillfactor = 85);
CREATE INDEX handoff_by_id ON handoff (id);
CREATE UNIQUE INDEX handoff_one_open_per_leg ON handoff (case_id, to_leg_id) WHERE status = 'offered'; -- H2
CREATE INDEX handoff_offered_to_person ON handoff (to_person_id) WHERE status = 'offered';
CREATE INDEX handoff_offered_to_department ON handoff (to_department_id) WHERE status = 'offered';
CREATE INDEX handoff_by_sender ON handoff (sender_id);

CREATE TABLE clock (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  target_seconds double precision NOT NULL,
  calendar_id text,
  calendar_version integer,
  started_at timestamptz NOT NULL,
  due_at timestamptz CHECK (state <> 'running' OR due_at IS NOT NULL), -- clock rule 20
  state text NOT NULL CHECK (state IN ('running', 'paused', 'met', 'cancelled')),
  breached_at timestamptz,
  breach_cause text,
  ended_at timestamptz,
  pause_reasons jsonb NOT NULL,
  segments jsonb NOT NULL,
  cancel_reason text,
  reopened boolean NOT NULL,
  PRIMARY KEY (case_id, id)
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX clock_one_live_per_kind ON clock (case_id, subject_id, kind) WHERE state IN ('running', 'paused');
CREATE INDEX clock_running_by_due ON clock (due_at) WHERE state = 'running';

CREATE TABLE co_owner (
  case_id uuid NOT NULL REFERENCES "case",
  person_id text NOT NULL,
  position smallint NOT NULL,
  role text NOT NULL CHECK (role IN ('owner', 'current', 'upcoming', 'past', 'contributor', 'watcher')),
  joined_via text NOT NULL,
  joined_at timestamptz NOT NULL,
  left_at timestamptz,
  PRIMARY KEY (case_id, person_id)
);
CREATE UNIQUE INDEX co_owner_one_owner_per_case ON co_owner (case_id) WHERE role = 'owner' AND left_at IS NULL; -- H1
CREATE INDEX co_owner_of_person ON co_owner (person_id);

CREATE TABLE promise (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  made_by_id text NOT NULL,
  holder_id text NOT NULL,
  made_to text NOT NULL,
  text text NOT NULL,
  precision text NOT NULL CHECK (precision IN ('minute', 'part-of-day', 'day')),
  zone text NOT NULL,
  made_at timestamptz NOT NULL,
  due_at timestamptz NOT NULL,
  status text NOT NULL CHECK (status IN ('open', 'kept', 'kept-late', 'broken', 'renegotiated', 'released')),
  broken_at timestamptz,
  ended_at timestamptz,
  attempts integer NOT NULL,
  retry_at timestamptz,
  renegotiations integer NOT NULL,
  succeeds_id uuid,
  half_chased boolean NOT NULL,
  last_chased boolean NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX promise_by_id ON promise (id);
CREATE INDEX promise_held ON promise (holder_id, due_at) WHERE ended_at IS NULL;

CREATE TABLE question (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  leg_id uuid NOT NULL,
  asked_by_id text NOT NULL,
  asked_of_id text NOT NULL,
  text text NOT NULL,
  asked_at timestamptz NOT NULL,
  pauses_leg boolean NOT NULL,
  answer text,
  answered_at timestamptz,
  answered_by_id text,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX question_by_id ON question (id);

CREATE TABLE disruption (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  leg_id uuid,
  raised_by_id text,
  kind text NOT NULL,
  text text NOT NULL,
  raised_at timestamptz NOT NULL,
  old_eta_at timestamptz,
  new_eta_at timestamptz,
  affects jsonb NOT NULL,
  recipients jsonb NOT NULL,
  mandatory boolean NOT NULL,
  customer_draft text,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX disruption_by_id ON disruption (id);

CREATE TABLE escalation (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  trigger text NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  leg_id uuid,
  policy_id text,
  steps jsonb NOT NULL,
  started_at timestamptz NOT NULL,
  last_step integer NOT NULL,
  last_fired_at timestamptz,
  next_step_at timestamptz,
  acknowledged_by_id text,
  acknowledged_at timestamptz,
  ended_at timestamptz,
  end_reason text,
  told jsonb NOT NULL,
  held_seconds double precision NOT NULL,
  request jsonb,
  PRIMARY KEY (case_id, id)
) WITH (fillfactor = 85);
CREATE INDEX escalation_by_id ON escalation (id);
CREATE UNIQUE INDEX escalation_one_open_per_trigger ON escalation (case_id, subject_id, trigger)
  WHERE ended_at IS NULL; -- E3

CREATE TABLE chase (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  escalation_id uuid NOT NULL,
  step integer NOT NULL,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  leg_id uuid,
  asked_ids jsonb NOT NULL,
  sent_at timestamptz NOT NULL,
  answer text CHECK (answer IN ('on-track', 'blocked', 'need-help', 'hand-back')),
  answered_by_id text,
  answered_at timestamptz CHECK ((answer IS NULL) = (answered_at IS NULL)),
  eta_at timestamptz,
  blocked_by text,
  note text,
  closed_at timestamptz,
  PRIMARY KEY (case_id, id),
  FOREIGN KEY (case_id, escalation_id) REFERENCES escalation
);
CREATE INDEX chase_by_id ON chase (id);

CREATE TABLE near_miss (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  clock_id uuid NOT NULL,
  leg_id uuid,
  department_id text,
  at_risk_at timestamptz NOT NULL,
  risk_rule text NOT NULL,
  due_at timestamptz NOT NULL,
  target_seconds double precision NOT NULL,
  interventions jsonb NOT NULL,
  outcome text CHECK (outcome IN ('prevented', 'lucky', 'failed', 'void')),
  ended_at timestamptz CHECK ((outcome IS NULL) = (ended_at IS NULL)),
  PRIMARY KEY (case_id, id)
);
CREATE INDEX near_miss_by_time ON near_miss (at_risk_at);

CREATE TABLE finding (
  case_id uuid NOT NULL REFERENCES "case",
  id uuid NOT NULL,
  position smallint NOT NULL,
  kind text NOT NULL,
  department_id text,
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  at timestamptz NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (case_id, id)
);
CREATE INDEX finding_by_time ON finding (at, id);
`;

const history = `
CREATE TABLE case_event (
  case_id uuid NOT NULL REFERENCES "case",
  seq integer NOT NULL CHECK (seq > 0),
  type text NOT NULL,
  at timestamptz NOT NULL,
  by text,
  about_kind text NOT NULL,
  about_id uuid NOT NULL,
  facts jsonb NOT NULL,
  changes jsonb NOT NULL,
  hash bytea NOT NULL CHECK (length(hash) = 32),
  correlation_id text,
  PRIMARY KEY (case_id, seq)
);

-- Time only grows, so a summary per block range finds the latest events and costs a command nothing.
CREATE INDEX case_event_by_time ON case_event USING brin (at) WITH (autosummarize = on);

CREATE FUNCTION refuse_to_change_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'case_event is append-only: % refused', TG_OP USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON case_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_change_history();
`;

const work = `
CREATE TABLE timer (
  case_id uuid NOT NULL REFERENCES "case",
  subject_kind text NOT NULL,
  subject_id uuid NOT NULL,
  kind text NOT NULL,
  fire_at timestamptz NOT NULL,
  epoch integer NOT NULL,
  wake_at timestamptz NOT NULL,
  failures smallint NOT NULL DEFAULT 0,
  fired_at timestamptz,
  cancelled_at timestamptz,
  PRIMARY KEY (case_id, subject_id, kind, fire_at)
) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01, fillfactor = 85);
CREATE INDEX timer_to_wake ON timer (wake_at) WHERE fired_at IS NULL AND cancelled_at IS NULL; -- W4
CREATE INDEX timer_failing ON timer (case_id) WHERE failures > 0 AND fired_at IS NULL AND cancelled_at IS NULL;

CREATE TABLE outbox (
  id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY,
  effect_key text NOT NULL UNIQUE,
  topic text NOT NULL,
  order_key text NOT NULL,
  body jsonb NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  next_attempt_at timestamptz NOT NULL DEFAULT now(),
  attempts integer NOT NULL DEFAULT 0,
  starts integer NOT NULL DEFAULT 0,
  lease_until timestamptz,
  lease_fence integer NOT NULL DEFAULT 0,
  done_at timestamptz,
  parked_at timestamptz,
  last_error text
) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_analyze_scale_factor = 0.01, fillfactor = 85);
CREATE INDEX outbox_to_do ON outbox (next_attempt_at, id) WHERE done_at IS NULL AND parked_at IS NULL;
CREATE INDEX outbox_in_order ON outbox (order_key, id) WHERE done_at IS NULL AND parked_at IS NULL;
CREATE INDEX outbox_parked ON outbox (id) WHERE parked_at IS NOT NULL;

CREATE TABLE idempotency (
  principal text NOT NULL,
  route text NOT NULL,
  key text NOT NULL,
  request_hash text NOT NULL,
  status integer NOT NULL,
  body json,
  version integer,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (principal, route, key)
);
CREATE INDEX idempotency_by_expiry ON idempotency (expires_at);

CREATE TABLE notice (
  case_id uuid NOT NULL REFERENCES "case",
  seq integer NOT NULL,
  person_id text NOT NULL REFERENCES person,
  why text NOT NULL,
  kind text NOT NULL,
  text text NOT NULL,
  body jsonb NOT NULL,
  at timestamptz NOT NULL,
  urgent boolean NOT NULL,
  by_mail boolean NOT NULL,
  read_at timestamptz,
  mailed_at timestamptz,
  PRIMARY KEY (case_id, seq, person_id)
);
CREATE INDEX notice_of_person ON notice (person_id, at, case_id, seq);
CREATE INDEX notice_unread ON notice (person_id, at, case_id, seq) WHERE read_at IS NULL;
CREATE INDEX notice_to_mail ON notice (person_id, at) WHERE by_mail AND mailed_at IS NULL AND read_at IS NULL;
CREATE INDEX notice_mailed ON notice (person_id, mailed_at) WHERE mailed_at IS NOT NULL;
`;

// Looked at when the transaction ends, since a leg and its hand-off change one after the other within it.
const invariants = `
CREATE FUNCTION refuse_a_baton_on_the_ground() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  dropped leg;
BEGIN
  SELECT * INTO dropped FROM leg
  WHERE case_id = NEW.case_id
    AND (status = 'offered' AND NOT EXISTS (
           SELECT FROM handoff WHERE case_id = leg.case_id AND to_leg_id = leg.id AND status = 'offered')
      OR status = 'handing-over' AND NOT EXISTS (
           SELECT FROM handoff WHERE case_id = leg.case_id AND from_leg_id = leg.id AND status = 'offered'))
  LIMIT 1;
  IF FOUND THEN
    RAISE EXCEPTION 'leg % is % without an open hand-off', dropped.id, dropped.status
      USING ERRCODE = 'check_violation', CONSTRAINT = 'offered_leg_has_an_open_handoff';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER offered_leg_has_an_open_handoff AFTER INSERT OR UPDATE ON leg
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.status IN ('offered', 'handing-over'))
  EXECUTE FUNCTION refuse_a_baton_on_the_ground();
CREATE CONSTRAINT TRIGGER offered_leg_has_an_open_handoff AFTER UPDATE ON handoff
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status = 'offered' AND NEW.status <> 'offered')
  EXECUTE FUNCTION refuse_a_baton_on_the_ground();
`;
