import type { Role } from '@kamkor/principal';

/** A person of the local system. None of them exists; their PINs are well formed and belong to nobody. */
export interface DemoPerson {
  /** Subject of the tokens: stable, says nothing about a citizen. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  /** Root of the subtree of territories the official works in; null for who works in none. */
  readonly territory: string | null;
  readonly organisation: string | null;
  /** Personal identification number; citizens only. */
  readonly pin?: string;
}

/** A machine that notifies births: it has no person behind it and logs in with its own secret. */
export interface DemoMachine {
  readonly id: string;
  readonly role: Role;
  readonly territory: string | null;
  readonly organisation: string | null;
  readonly facilities: readonly string[];
}

const official = (role: Role, id: string, name: string, territory: string, organisation: string): DemoPerson => ({
  id: `demo-${id}`,
  name,
  role,
  territory,
  organisation,
});

const citizen = (id: string, name: string, pin: string): DemoPerson => ({
  id: `demo-${id}`,
  name,
  role: 'citizen',
  territory: null,
  organisation: null,
  pin,
});

/** The first one of a role is who `npm run token -- <role>` logs in when no territory is asked for. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  official('registrar', 'registrar-1', 'Айгүл Токтосунова', 'KG-C-03', 'civil-registry-kg-c-03'),
  official('registrar', 'registrar-2', 'Бакыт Мамытов', 'KG-O-02', 'civil-registry-kg-o-02'),
  official('registrar', 'registrar-0', 'Нурлан Жумабеков', 'KG', 'civil-registry'),
  official('social-worker', 'social-worker-1', 'Гүлнара Асанова', 'KG-C-03', 'labour-kg-c-03'),
  official('social-worker', 'social-worker-2', 'Жылдыз Эргешова', 'KG-O-02', 'labour-kg-o-02'),
  official('social-worker', 'social-worker-0', 'Мээрим Садыкова', 'KG', 'labour'),
  official('social-supervisor', 'social-supervisor-1', 'Чынара Осмонова', 'KG-C', 'labour-kg-c'),
  official('social-supervisor', 'social-supervisor-0', 'Алмаз Иманалиев', 'KG', 'labour'),
  official('guardianship', 'guardianship-1', 'Динара Кадырова', 'KG-C-03', 'guardianship-kg-c-03'),
  official('guardianship', 'guardianship-0', 'Эркин Абдиев', 'KG', 'guardianship'),
  official('benefits-specialist', 'benefits-specialist-1', 'Салтанат Бекова', 'KG-C-03', 'labour-kg-c-03'),
  official('benefits-specialist', 'benefits-specialist-0', 'Тимур Асылбеков', 'KG', 'labour'),
  official('community-reporter', 'community-reporter-1', 'Анара Сулайманова', 'KG-C-03', 'ayil-okmotu-kg-c-03'),
  official('community-reporter', 'community-reporter-0', 'Руслан Дүйшеев', 'KG', 'local-self-government'),
  official('auditor', 'auditor-1', 'Марат Исаков', 'KG', 'audit-chamber'),
  official('admin', 'admin-1', 'Азамат Сыдыков', 'KG', 'infocom'),
  citizen('citizen-1', 'Айсулуу Бекболотова', '11403199600123'),
  citizen('citizen-2', 'Нурбек Бекболотов', '20507199400456'),
  citizen('citizen-3', 'Перизат Турдубаева', '12211200100789'),
];

export const DEMO_MACHINES: readonly DemoMachine[] = [
  {
    id: 'demo-hospital-1',
    role: 'hospital',
    territory: null,
    organisation: 'maternity-hospital-kg-c-03',
    facilities: ['KG-C-03-F01'],
  },
  {
    id: 'demo-hospital-2',
    role: 'hospital',
    territory: null,
    organisation: 'maternity-hospital-kg-o-02',
    facilities: ['KG-O-02-F01'],
  },
  {
    id: 'demo-health-exchange',
    role: 'health-exchange',
    territory: 'KG',
    organisation: 'e-health-centre',
    facilities: ['KG-C-03-F01', 'KG-O-02-F01'],
  },
];
