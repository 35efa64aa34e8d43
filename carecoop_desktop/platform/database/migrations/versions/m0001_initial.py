"""Migration step m0001_initial: plain operations, no import of today's tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic.operations import Operations


def upgrade(op: Operations) -> None:
    """Take the step."""
    op.create_table('assistant',
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('name_key', sa.String(length=200), nullable=False),
    sa.Column('born', sa.Date(), nullable=True),
    sa.Column('sex', sa.Text(), server_default='', nullable=False),
    sa.Column('ni_number', sa.String(), nullable=True),
    sa.Column('address', sa.Text(), server_default='', nullable=False),
    sa.Column('postcode', sa.Text(), server_default='', nullable=False),
    sa.Column('phone', sa.Text(), server_default='', nullable=False),
    sa.Column('email', sa.Text(), server_default='', nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('started', sa.Date(), nullable=True),
    sa.Column('left', sa.Date(), nullable=True),
    sa.Column('interests', sa.Text(), server_default='', nullable=False),
    sa.Column('languages', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant')),
    sa.UniqueConstraint('number', name=op.f('uq_assistant_number')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_assistant_name_key', 'assistant', ['name_key', 'id'], unique=False)
    op.create_table('change_set',
    sa.Column('id', sa.Integer(), autoincrement=False, nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('user_name', sa.String(length=200), nullable=False),
    sa.Column('desk', sa.String(length=200), nullable=False),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('summary', sa.Text(), server_default='', nullable=False),
    sa.Column('reason', sa.Text(), server_default='', nullable=False),
    sa.Column('tables', sa.Text(), nullable=False),
    sa.Column('undoable', sa.Boolean(), nullable=False),
    sa.Column('undoes', sa.Integer(), nullable=True),
    sa.Column('undone_by', sa.Integer(), nullable=True),
    sa.Column('changes', sa.Integer(), nullable=False),
    sa.Column('previous_hash', sa.String(length=64), nullable=False),
    sa.Column('hash', sa.String(length=64), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_change_set'))
    )
    op.create_index('ix_change_set_user_name_id', 'change_set', ['user_name', 'id'], unique=False)
    op.create_table('circle',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('name_key', sa.String(length=200), nullable=False),
    sa.Column('area', sa.Text(), server_default='', nullable=False),
    sa.Column('meets', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_circle')),
    sa.UniqueConstraint('name', name=op.f('uq_circle_name')),
    sqlite_autoincrement=True
    )
    op.create_table('evidence_document',
    sa.Column('category', sa.String(length=40), nullable=False),
    sa.Column('title', sa.String(length=200), nullable=False),
    sa.Column('dated', sa.Date(), nullable=False),
    sa.Column('review', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('file_name', sa.Text(), server_default='', nullable=False),
    sa.Column('media_type', sa.Text(), server_default='', nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('content', sa.LargeBinary(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_document')),
    sqlite_autoincrement=True
    )
    op.create_table('evidence_pack',
    sa.Column('framework', sa.String(length=40), nullable=False),
    sa.Column('made_on', sa.Date(), nullable=False),
    sa.Column('made_by', sa.Text(), server_default='', nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_pack')),
    sqlite_autoincrement=True
    )
    op.create_table('evidence_plan',
    sa.Column('framework', sa.String(length=40), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('check_id', sa.Text(), server_default='', nullable=False),
    sa.Column('what', sa.Text(), server_default='', nullable=False),
    sa.Column('who', sa.Text(), server_default='', nullable=False),
    sa.Column('due', sa.Date(), nullable=False),
    sa.Column('done', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_plan')),
    sqlite_autoincrement=True
    )
    op.create_table('funder',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('name_key', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('code', sa.Text(), server_default='', nullable=False),
    sa.Column('surplus_weeks', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_funder')),
    sa.UniqueConstraint('name', name=op.f('uq_funder_name')),
    sqlite_autoincrement=True
    )
    op.create_table('inspection_visit',
    sa.Column('inspector', sa.String(length=200), nullable=False),
    sa.Column('body', sa.String(length=200), nullable=False),
    sa.Column('started', sa.DateTime(timezone=True), nullable=False),
    sa.Column('started_by', sa.Text(), server_default='', nullable=False),
    sa.Column('ended', sa.DateTime(timezone=True), nullable=True),
    sa.Column('pin_hash', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inspection_visit')),
    sqlite_autoincrement=True
    )
    op.create_table('journal',
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('text', sa.Text(), server_default='', nullable=False),
    sa.Column('source', sa.String(length=40), nullable=False),
    sa.Column('source_id', sa.Integer(), nullable=True),
    sa.Column('corrects', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['corrects'], ['journal.id'], name=op.f('fk_journal_corrects')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_journal')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_journal_day_id', 'journal', ['day', 'id'], unique=False)
    op.create_index('ix_journal_source', 'journal', ['source', 'source_id'], unique=False)
    op.create_table('member',
    sa.Column('number', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('name_key', sa.String(length=200), nullable=False),
    sa.Column('known_as', sa.Text(), server_default='', nullable=False),
    sa.Column('born', sa.Date(), nullable=True),
    sa.Column('nhs_number', sa.String(), nullable=True),
    sa.Column('address', sa.Text(), server_default='', nullable=False),
    sa.Column('postcode', sa.Text(), server_default='', nullable=False),
    sa.Column('phone', sa.Text(), server_default='', nullable=False),
    sa.Column('email', sa.Text(), server_default='', nullable=False),
    sa.Column('status', sa.String(length=40), nullable=False),
    sa.Column('joined', sa.Date(), nullable=True),
    sa.Column('left', sa.Date(), nullable=True),
    sa.Column('employer', sa.String(length=40), nullable=False),
    sa.Column('directs_care', sa.String(length=40), nullable=False),
    sa.Column('quote', sa.Text(), server_default='', nullable=False),
    sa.Column('about_me', sa.Text(), server_default='', nullable=False),
    sa.Column('important_to_me', sa.Text(), server_default='', nullable=False),
    sa.Column('how_to_support_me', sa.Text(), server_default='', nullable=False),
    sa.Column('about_written', sa.Date(), nullable=True),
    sa.Column('contact_by', sa.Text(), server_default='', nullable=False),
    sa.Column('plan_review', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member')),
    sa.UniqueConstraint('nhs_number', name=op.f('uq_member_nhs_number')),
    sa.UniqueConstraint('number', name=op.f('uq_member_number')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_member_name_key', 'member', ['name_key', 'id'], unique=False)
    op.create_table('pay_period',
    sa.Column('frequency', sa.String(length=40), nullable=False),
    sa.Column('tax_year', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('pay_date', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_period')),
    sa.UniqueConstraint('frequency', 'tax_year', 'number', name=op.f('uq_pay_period_frequency_tax_year_number')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_pay_period_first'), 'pay_period', ['first'], unique=False)
    op.create_table('search_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('title', sa.Text(), server_default='', nullable=False),
    sa.Column('detail', sa.Text(), server_default='', nullable=False),
    sa.Column('folded', sa.Text(), server_default='', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_search_entry')),
    sa.UniqueConstraint('kind', 'record_id', name=op.f('uq_search_entry_kind_record_id'))
    )
    op.create_table('setting',
    sa.Column('key', sa.String(length=120), nullable=False),
    sa.Column('value', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_setting')),
    sa.UniqueConstraint('key', name=op.f('uq_setting_key')),
    sqlite_autoincrement=True
    )
    op.create_table('sign_in',
    sa.Column('user_name', sa.String(length=200), nullable=False),
    sa.Column('failures', sa.Integer(), nullable=False),
    sa.Column('last_failure', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('user_name', name=op.f('pk_sign_in'))
    )
    op.create_table('user_account',
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('password_hash', sa.Text(), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_account')),
    sa.UniqueConstraint('name', name=op.f('uq_user_account_name')),
    sqlite_autoincrement=True
    )
    op.create_table('account',
    sa.Column('code', sa.String(length=40), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('side', sa.String(length=40), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_account_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_account')),
    sa.UniqueConstraint('code', name=op.f('uq_account_code')),
    sa.UniqueConstraint('member_id', name=op.f('uq_account_member_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_account_kind'), 'account', ['kind'], unique=False)
    op.create_table('agreement',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('funder_id', sa.Integer(), nullable=False),
    sa.Column('scheme', sa.String(length=40), nullable=False),
    sa.Column('reference', sa.Text(), server_default='', nullable=False),
    sa.Column('weekly', sa.BigInteger(), nullable=False),
    sa.Column('contribution', sa.BigInteger(), nullable=False),
    sa.Column('frequency', sa.String(length=40), nullable=False),
    sa.Column('start', sa.Date(), nullable=False),
    sa.Column('end', sa.Date(), nullable=True),
    sa.Column('review', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['funder_id'], ['funder.id'], name=op.f('fk_agreement_funder_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_agreement_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_agreement_funder_id'), 'agreement', ['funder_id'], unique=False)
    op.create_index(op.f('ix_agreement_member_id'), 'agreement', ['member_id'], unique=False)
    op.create_table('assistant_bank',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('account_name', sa.String(length=200), nullable=False),
    sa.Column('sort_code', sa.String(), nullable=False),
    sa.Column('account_number', sa.String(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_bank_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_bank')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_assistant_bank_assistant_id'), 'assistant_bank', ['assistant_id'], unique=False)
    op.create_table('assistant_contract',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('pay_frequency', sa.String(length=40), nullable=False),
    sa.Column('weekly_minutes', sa.Integer(), nullable=False),
    sa.Column('holiday', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_contract_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_contract')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_assistant_contract_assistant_id'), 'assistant_contract', ['assistant_id'], unique=False)
    op.create_table('assistant_dbs',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('level', sa.String(length=40), nullable=False),
    sa.Column('barred_lists', sa.Text(), server_default='', nullable=False),
    sa.Column('certificate', sa.String(length=40), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('seen', sa.Date(), nullable=True),
    sa.Column('seen_by', sa.Text(), server_default='', nullable=False),
    sa.Column('update_service', sa.Boolean(), nullable=False),
    sa.Column('status_checked', sa.Date(), nullable=True),
    sa.Column('renew_by', sa.Date(), nullable=False),
    sa.Column('decision', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_dbs_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_dbs')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_assistant_dbs_assistant_id'), 'assistant_dbs', ['assistant_id'], unique=False)
    op.create_table('assistant_pay_rate',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_pay_rate_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_pay_rate')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_assistant_pay_rate_assistant_id'), 'assistant_pay_rate', ['assistant_id'], unique=False)
    op.create_table('assistant_reference',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('referee', sa.Text(), server_default='', nullable=False),
    sa.Column('relation', sa.Text(), server_default='', nullable=False),
    sa.Column('asked', sa.Date(), nullable=True),
    sa.Column('received', sa.Date(), nullable=True),
    sa.Column('verified', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_reference_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_reference')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_assistant_reference_assistant_id'), 'assistant_reference', ['assistant_id'], unique=False)
    op.create_table('assistant_right_to_work',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('method', sa.Text(), server_default='', nullable=False),
    sa.Column('checked', sa.Date(), nullable=False),
    sa.Column('checked_by', sa.Text(), server_default='', nullable=False),
    sa.Column('follow_up', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_right_to_work_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_right_to_work')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_assistant_right_to_work_assistant_id'), 'assistant_right_to_work', ['assistant_id'], unique=False)
    op.create_table('assistant_supervision',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('held', sa.Date(), nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_supervision_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_supervision')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_assistant_supervision_assistant_id'), 'assistant_supervision', ['assistant_id'], unique=False)
    op.create_table('assistant_tax',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('tax_code', sa.String(length=40), nullable=False),
    sa.Column('basis', sa.String(length=40), nullable=False),
    sa.Column('ni_letter', sa.String(length=40), nullable=False),
    sa.Column('loans', sa.Text(), server_default='', nullable=False),
    sa.Column('pension', sa.String(length=40), nullable=False),
    sa.Column('pension_base', sa.String(length=40), nullable=False),
    sa.Column('employee_rate', sa.Integer(), nullable=False),
    sa.Column('employer_rate', sa.Integer(), nullable=False),
    sa.Column('starter_statement', sa.Text(), server_default='', nullable=False),
    sa.Column('p45_pay', sa.BigInteger(), nullable=False),
    sa.Column('p45_tax', sa.BigInteger(), nullable=False),
    sa.Column('p45_tax_year', sa.Text(), server_default='', nullable=False),
    sa.Column('source', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_tax_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_tax')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_assistant_tax_assistant_id'), 'assistant_tax', ['assistant_id'], unique=False)
    op.create_table('assistant_training',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('course', sa.String(length=40), nullable=False),
    sa.Column('done', sa.Date(), nullable=False),
    sa.Column('renew_by', sa.Date(), nullable=True),
    sa.Column('given_by', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_training_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_training')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_assistant_training_assistant_id_course', 'assistant_training', ['assistant_id', 'course'], unique=False)
    op.create_table('assistant_vetting',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('item', sa.String(length=40), nullable=False),
    sa.Column('held', sa.Text(), server_default='', nullable=False),
    sa.Column('checked', sa.Date(), nullable=True),
    sa.Column('checked_by', sa.Text(), server_default='', nullable=False),
    sa.Column('complete', sa.Boolean(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_assistant_vetting_assistant_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_assistant_vetting')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_assistant_vetting_assistant_id_item', 'assistant_vetting', ['assistant_id', 'item'], unique=False)
    op.create_table('change',
    sa.Column('set_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('table_name', sa.String(length=40), nullable=False),
    sa.Column('row_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('before', sa.Text(), nullable=True),
    sa.Column('after', sa.Text(), nullable=True),
    sa.ForeignKeyConstraint(['set_id'], ['change_set.id'], name=op.f('fk_change_set_id')),
    sa.PrimaryKeyConstraint('set_id', 'position', name=op.f('pk_change'))
    )
    op.create_index('ix_change_table_name_row_id', 'change', ['table_name', 'row_id'], unique=False)
    op.create_table('circle_member',
    sa.Column('circle_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['circle_id'], ['circle.id'], name=op.f('fk_circle_member_circle_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_circle_member_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_circle_member')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_circle_member_circle_id'), 'circle_member', ['circle_id'], unique=False)
    op.create_index(op.f('ix_circle_member_member_id'), 'circle_member', ['member_id'], unique=False)
    op.create_table('evidence_document_topic',
    sa.Column('document_id', sa.Integer(), nullable=False),
    sa.Column('framework', sa.String(length=40), nullable=False),
    sa.Column('topic', sa.String(length=40), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['document_id'], ['evidence_document.id'], name=op.f('fk_evidence_document_topic_document_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_evidence_document_topic')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_evidence_document_topic_document_id'), 'evidence_document_topic', ['document_id'], unique=False)
    op.create_index('ix_evidence_document_topic_topic', 'evidence_document_topic', ['framework', 'topic'], unique=False)
    op.create_table('inspection_view',
    sa.Column('visit_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('title', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['visit_id'], ['inspection_visit.id'], name=op.f('fk_inspection_view_visit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_inspection_view')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_inspection_view_visit_id'), 'inspection_view', ['visit_id'], unique=False)
    op.create_table('member_change_request',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('asked', sa.Date(), nullable=False),
    sa.Column('what', sa.Text(), server_default='', nullable=False),
    sa.Column('asked_through', sa.Text(), server_default='', nullable=False),
    sa.Column('result', sa.String(length=40), nullable=False),
    sa.Column('answered', sa.Date(), nullable=True),
    sa.Column('answer', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_change_request_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_change_request')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_member_change_request_member_id'), 'member_change_request', ['member_id'], unique=False)
    op.create_table('member_consent',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('subject', sa.String(length=40), nullable=False),
    sa.Column('given', sa.Boolean(), nullable=False),
    sa.Column('recorded', sa.Date(), nullable=False),
    sa.Column('given_by', sa.Text(), server_default='', nullable=False),
    sa.Column('basis', sa.Text(), server_default='', nullable=False),
    sa.Column('review', sa.Date(), nullable=True),
    sa.Column('withdrawn', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_consent_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_consent')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_member_consent_member_id'), 'member_consent', ['member_id'], unique=False)
    op.create_table('member_contact',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('relation', sa.Text(), server_default='', nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.Column('phone', sa.Text(), server_default='', nullable=False),
    sa.Column('email', sa.Text(), server_default='', nullable=False),
    sa.Column('since', sa.Date(), nullable=True),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_contact_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_contact')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_member_contact_member_id'), 'member_contact', ['member_id'], unique=False)
    op.create_table('member_information_need',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('need', sa.String(length=40), nullable=False),
    sa.Column('detail', sa.Text(), server_default='', nullable=False),
    sa.Column('recorded', sa.Date(), nullable=False),
    sa.Column('review', sa.Date(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_member_information_need_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_member_information_need')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_member_information_need_member_id'), 'member_information_need', ['member_id'], unique=False)
    op.create_table('pay_run',
    sa.Column('pay_period_id', sa.Integer(), nullable=False),
    sa.Column('frequency', sa.String(length=40), nullable=False),
    sa.Column('tax_year', sa.String(length=40), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('pay_date', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('rules', sa.Text(), server_default='', nullable=False),
    sa.Column('started_by', sa.Text(), server_default='', nullable=False),
    sa.Column('finished', sa.DateTime(timezone=True), nullable=True),
    sa.Column('finished_by', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['pay_period_id'], ['pay_period.id'], name=op.f('fk_pay_run_pay_period_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pay_run')),
    sa.UniqueConstraint('pay_period_id', name=op.f('uq_pay_run_pay_period_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_pay_run_pay_date'), 'pay_run', ['pay_date'], unique=False)
    op.create_table('sheet_declaration',
    sa.Column('pay_period_id', sa.Integer(), nullable=False),
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('declared', sa.Date(), nullable=False),
    sa.Column('by', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_sheet_declaration_assistant_id')),
    sa.ForeignKeyConstraint(['pay_period_id'], ['pay_period.id'], name=op.f('fk_sheet_declaration_pay_period_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sheet_declaration')),
    sa.UniqueConstraint('pay_period_id', 'assistant_id', name=op.f('uq_sheet_declaration_pay_period_id_assistant_id')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_sheet_declaration_assistant_id'), 'sheet_declaration', ['assistant_id'], unique=False)
    op.create_table('statement',
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('first', sa.Date(), nullable=False),
    sa.Column('last', sa.Date(), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('issued_by', sa.Text(), server_default='', nullable=False),
    sa.Column('closing', sa.BigInteger(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_statement_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_statement')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_statement_member_first', 'statement', ['member_id', 'first'], unique=False)
    op.create_table('support_link',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=False),
    sa.Column('since', sa.Date(), nullable=False),
    sa.Column('until', sa.Date(), nullable=True),
    sa.Column('weekly_minutes', sa.Integer(), nullable=False),
    sa.Column('match', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_support_link_assistant_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_support_link_member_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_support_link')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_support_link_member_id'), 'support_link', ['member_id'], unique=False)
    op.create_index('ix_support_link_pair', 'support_link', ['assistant_id', 'member_id'], unique=False)
    op.create_table('timesheet_line',
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('start', sa.Time(), nullable=True),
    sa.Column('finish', sa.Time(), nullable=True),
    sa.Column('break_minutes', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('nights', sa.Integer(), nullable=False),
    sa.Column('miles', sa.Integer(), nullable=False),
    sa.Column('expenses', sa.BigInteger(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('note', sa.Text(), server_default='', nullable=False),
    sa.Column('query', sa.Text(), server_default='', nullable=False),
    sa.Column('pay_period_id', sa.Integer(), nullable=True),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_timesheet_line_assistant_id')),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_timesheet_line_member_id')),
    sa.ForeignKeyConstraint(['pay_period_id'], ['pay_period.id'], name=op.f('fk_timesheet_line_pay_period_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_timesheet_line')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_timesheet_line_assistant_day', 'timesheet_line', ['assistant_id', 'day'], unique=False)
    op.create_index('ix_timesheet_line_day_id', 'timesheet_line', ['day', 'id'], unique=False)
    op.create_index('ix_timesheet_line_member_day', 'timesheet_line', ['member_id', 'day'], unique=False)
    op.create_index(op.f('ix_timesheet_line_pay_period_id'), 'timesheet_line', ['pay_period_id'], unique=False)
    op.create_index('ix_timesheet_line_state_day', 'timesheet_line', ['state', 'day'], unique=False)
    op.create_table('payslip',
    sa.Column('pay_run_id', sa.Integer(), nullable=False),
    sa.Column('assistant_id', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=40), nullable=False),
    sa.Column('problem', sa.Text(), server_default='', nullable=False),
    sa.Column('tax_code', sa.Text(), server_default='', nullable=False),
    sa.Column('ni_letter', sa.Text(), server_default='', nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('gross', sa.BigInteger(), nullable=False),
    sa.Column('taxable', sa.BigInteger(), nullable=False),
    sa.Column('niable', sa.BigInteger(), nullable=False),
    sa.Column('tax', sa.BigInteger(), nullable=False),
    sa.Column('ee_ni', sa.BigInteger(), nullable=False),
    sa.Column('er_ni', sa.BigInteger(), nullable=False),
    sa.Column('ee_pension', sa.BigInteger(), nullable=False),
    sa.Column('er_pension', sa.BigInteger(), nullable=False),
    sa.Column('student_loans', sa.BigInteger(), nullable=False),
    sa.Column('expenses', sa.BigInteger(), nullable=False),
    sa.Column('net', sa.BigInteger(), nullable=False),
    sa.Column('employer_cost', sa.BigInteger(), nullable=False),
    sa.Column('taxable_to_date', sa.BigInteger(), nullable=False),
    sa.Column('tax_to_date', sa.BigInteger(), nullable=False),
    sa.Column('ni_to_date', sa.BigInteger(), nullable=False),
    sa.Column('inputs', sa.Text(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['assistant_id'], ['assistant.id'], name=op.f('fk_payslip_assistant_id')),
    sa.ForeignKeyConstraint(['pay_run_id'], ['pay_run.id'], name=op.f('fk_payslip_pay_run_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payslip')),
    sa.UniqueConstraint('pay_run_id', 'assistant_id', name=op.f('uq_payslip_pay_run_id_assistant_id')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_payslip_assistant', 'payslip', ['assistant_id', 'id'], unique=False)
    op.create_table('posting',
    sa.Column('journal_id', sa.Integer(), nullable=False),
    sa.Column('account_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('heading', sa.String(length=40), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('funder_id', sa.Integer(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('text', sa.Text(), server_default='', nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['account_id'], ['account.id'], name=op.f('fk_posting_account_id')),
    sa.ForeignKeyConstraint(['funder_id'], ['funder.id'], name=op.f('fk_posting_funder_id')),
    sa.ForeignKeyConstraint(['journal_id'], ['journal.id'], name=op.f('fk_posting_journal_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_posting')),
    sqlite_autoincrement=True
    )
    op.create_index('ix_posting_account_day', 'posting', ['account_id', 'day', 'id'], unique=False)
    op.create_index(op.f('ix_posting_journal_id'), 'posting', ['journal_id'], unique=False)
    op.create_table('payslip_charge',
    sa.Column('payslip_id', sa.Integer(), nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('pay', sa.BigInteger(), nullable=False),
    sa.Column('on_costs', sa.BigInteger(), nullable=False),
    sa.Column('expenses', sa.BigInteger(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_payslip_charge_member_id')),
    sa.ForeignKeyConstraint(['payslip_id'], ['payslip.id'], name=op.f('fk_payslip_charge_payslip_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payslip_charge')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_payslip_charge_member_id'), 'payslip_charge', ['member_id'], unique=False)
    op.create_index(op.f('ix_payslip_charge_payslip_id'), 'payslip_charge', ['payslip_id'], unique=False)
    op.create_table('payslip_line',
    sa.Column('payslip_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('label_text', sa.Text(), server_default='', nullable=False),
    sa.Column('member_id', sa.Integer(), nullable=True),
    sa.Column('unit', sa.String(length=40), nullable=False),
    sa.Column('quantity', sa.Integer(), nullable=False),
    sa.Column('rate', sa.BigInteger(), nullable=False),
    sa.Column('pence', sa.BigInteger(), nullable=False),
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version', sa.Integer(), server_default='1', nullable=False),
    sa.ForeignKeyConstraint(['member_id'], ['member.id'], name=op.f('fk_payslip_line_member_id')),
    sa.ForeignKeyConstraint(['payslip_id'], ['payslip.id'], name=op.f('fk_payslip_line_payslip_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_payslip_line')),
    sqlite_autoincrement=True
    )
    op.create_index(op.f('ix_payslip_line_member_id'), 'payslip_line', ['member_id'], unique=False)
    op.create_index(op.f('ix_payslip_line_payslip_id'), 'payslip_line', ['payslip_id'], unique=False)
